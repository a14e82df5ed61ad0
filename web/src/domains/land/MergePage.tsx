import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import { useCommand } from '../../api/useCommand';
import { PageHeading } from '../../ui/PageHeading';
import { mergeParcels } from './commands';
import { type PartDraft, PartFields, partOf } from './PartFields';
import { mapQuery } from './queries';

interface Draft extends PartDraft {
  parcels: string[];
}

export function MergePage() {
  const { t } = useTranslation('land');
  const navigate = useNavigate();
  const { data: parcels } = useSuspenseQuery(mapQuery);
  const command = useCommand({
    send: (draft: Draft, key) => mergeParcels(draft.parcels, partOf(draft), key),
    onRecorded: (answer) => {
      if (answer.id) {
        void navigate({ to: '/land/parcels/$parcel', params: { parcel: answer.id } });
      }
    },
  });
  return (
    <>
      <PageHeading title={t('action.merge')} lead={t('form.mergeLead')} />
      <section className="panel">
        <Form<Draft> layout="vertical" style={{ maxWidth: 620 }} onFinish={(draft) => command.mutate(draft)}>
          <Form.Item name="parcels" label={t('form.mergeOf')} rules={[{ required: true }]}>
            <Select
              mode="multiple"
              options={parcels.map((one) => ({ value: one.id, label: `${one.number} · ${one.location}` }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          <h2>{t('form.merged')}</h2>
          <PartFields />
          <ProblemAlert error={command.error} />
          <Button type="primary" htmlType="submit" loading={command.isPending} style={{ marginTop: 12 }}>
            {t('action.merge')}
          </Button>
        </Form>
      </section>
    </>
  );
}
