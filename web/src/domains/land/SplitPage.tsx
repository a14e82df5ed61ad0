import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import { useCommand } from '../../api/useCommand';
import { PageHeading } from '../../ui/PageHeading';
import { splitParcel } from './commands';
import { writeCorners } from './corners';
import { type PartDraft, PartFields, partOf } from './PartFields';
import { parcelQuery } from './queries';

const route = getRouteApi('/shell/land/parcels/$parcel/split');

interface Draft {
  parts: PartDraft[];
}

/** Divides a parcel; each part begins with the corners of the whole, to be cut back. */
export function SplitPage() {
  const { t } = useTranslation('land');
  const { parcel: id } = route.useParams();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(parcelQuery(id));
  const { parcel } = data;
  const command = useCommand({
    send: (draft: Draft, key) => splitParcel(parcel, draft.parts.map(partOf), key),
    onRecorded: () => void navigate({ to: '/land/parcels/$parcel', params: { parcel: id } }),
  });
  const begun = (place: number): PartDraft => ({
    number: `${parcel.number}-${place}`,
    location: parcel.location,
    corners: writeCorners(parcel.polygon),
  });
  return (
    <>
      <PageHeading title={t('form.splitTitle', { number: parcel.number })} lead={t('form.splitLead')} />
      <section className="panel">
        <Form<Draft>
          layout="vertical"
          style={{ maxWidth: 620 }}
          initialValues={{ parts: [begun(1), begun(2)] }}
          onFinish={(draft) => command.mutate(draft)}
        >
          <Form.List name="parts">
            {(fields, { add, remove }) => (
              <>
                {fields.map((field, index) => (
                  <fieldset key={field.key} style={{ marginBottom: 16 }}>
                    <legend>{t('form.part', { number: index + 1 })}</legend>
                    <PartFields path={[field.name]} />
                    {fields.length > 2 && (
                      <Button onClick={() => remove(field.name)}>
                        {t('form.removePart', { number: index + 1 })}
                      </Button>
                    )}
                  </fieldset>
                ))}
                <Button onClick={() => add(begun(fields.length + 1))}>{t('form.addPart')}</Button>
              </>
            )}
          </Form.List>
          <ProblemAlert error={command.error} />
          <div style={{ marginTop: 16 }}>
            <Button type="primary" htmlType="submit" loading={command.isPending}>
              {t('action.split')}
            </Button>
          </div>
        </Form>
      </section>
    </>
  );
}
