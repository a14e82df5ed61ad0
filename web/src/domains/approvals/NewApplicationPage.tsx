import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { NewApplication } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { PageHeading } from '../../ui/PageHeading';
import { makeApplication } from './commands';
import { useItemText } from './Item';
import { matterChoicesQuery } from './queries';

const route = getRouteApi('/shell/applications/new');

interface Values {
  enterprise: string;
  matter: string;
  project: string;
  floorArea?: string;
  height?: string;
}

/** An enterprise applies; it reads and commits to the notice on the application's own page. */
export function NewApplicationPage() {
  const { t } = useTranslation('approvals');
  const session = useSession();
  const navigate = useNavigate();
  const from = route.useSearch();
  const itemText = useItemText();
  const [form] = Form.useForm<Values>();
  const { data: matters } = useSuspenseQuery(matterChoicesQuery);
  const chosen = Form.useWatch('matter', form) ?? from.matter;
  const needsBuilding = matters.find((one) => one.id === chosen)?.eligibility === 'small_building';
  const command = useCommand({
    send: (body: NewApplication, key) => makeApplication(body, key),
    onRecorded: (answer) => {
      if (answer.id) {
        void navigate({ to: '/applications/$application', params: { application: answer.id } });
      }
    },
  });
  const apply = ({ enterprise, matter, project, floorArea, height }: Values) =>
    command.mutate({
      enterprise,
      matter,
      project,
      building: needsBuilding
        ? { floor_area_square_metres: (floorArea ?? '').trim(), height_metres: (height ?? '').trim() }
        : null,
    });
  const required = [{ required: true }];
  const decimal = [{ required: true, pattern: /^\s*\d+(\.\d{1,2})?\s*$/, message: t('form.twoDecimals') }];
  return (
    <>
      <PageHeading title={t('form.title')} lead={t('form.lead')} />
      <section className="panel">
        <Form<Values>
          form={form}
          layout="vertical"
          style={{ maxWidth: 620 }}
          initialValues={{
            matter: from.matter,
            enterprise: session.enterprises.length === 1 ? session.enterprises[0]?.id : undefined,
          }}
          onFinish={apply}
        >
          <Form.Item name="enterprise" label={t('enterprise')} rules={required}>
            <Select options={session.enterprises.map((one) => ({ value: one.id, label: one.name }))} />
          </Form.Item>
          <Form.Item name="matter" label={t('matter')} rules={required}>
            <Select options={matters.map((one) => ({ value: one.id, label: itemText(one) }))} />
          </Form.Item>
          <Form.Item name="project" label={t('project')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          {needsBuilding && (
            <>
              <Form.Item name="floorArea" label={t('form.floorArea')} rules={decimal}>
                <Input className="figures" inputMode="decimal" autoComplete="off" />
              </Form.Item>
              <Form.Item name="height" label={t('form.height')} rules={decimal}>
                <Input className="figures" inputMode="decimal" autoComplete="off" />
              </Form.Item>
              <p style={{ margin: '0 0 12px', color: '#4a5860' }}>
                {t('form.limitsHint')} <Link to="/parameters">{t('form.limitsSetting')}</Link>
              </p>
            </>
          )}
          <ProblemAlert error={command.error} />
          <Button type="primary" htmlType="submit" loading={command.isPending} style={{ marginTop: 12 }}>
            {t('action.apply')}
          </Button>
        </Form>
      </section>
    </>
  );
}
