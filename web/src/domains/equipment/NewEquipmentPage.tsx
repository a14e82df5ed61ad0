import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { NewEquipment } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { actsFor, useSession } from '../../session/session';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { formatDecimal } from '../../ui/format';
import { PageHeading } from '../../ui/PageHeading';
import { registerEquipment } from './commands';
import { linesOfQuery, postedListsQuery } from './queries';

const route = getRouteApi('/shell/equipment/new');

/** Registers one machine of a line that came in; a line covers as many machines as its quantity has whole units. */
export function NewEquipmentPage() {
  const { t } = useTranslation('equipment');
  const session = useSession();
  const navigate = useNavigate();
  const from = route.useSearch();
  const [form] = Form.useForm<NewEquipment>();
  const list = Form.useWatch('list', form) ?? from.list;
  const { data: lists } = useSuspenseQuery(postedListsQuery);
  const { data: lines } = useQuery(linesOfQuery(list));
  const { data: enterprises } = useQuery(enterpriseChoicesQuery);
  const own = lists.filter((one) => actsFor(session, one.enterprise) && one.reverses === null);
  const command = useCommand({
    send: (body: NewEquipment, key) => registerEquipment(body, key),
    onRecorded: (answer) => {
      if (answer.id) {
        void navigate({ to: '/equipment/$equipment', params: { equipment: answer.id } });
      }
    },
  });
  const required = [{ required: true }];
  return (
    <>
      <PageHeading title={t('form.title')} lead={t('form.lead')} />
      <section className="panel">
        <Form<NewEquipment>
          form={form}
          layout="vertical"
          style={{ maxWidth: 620 }}
          initialValues={{
            list: from.list,
            line: from.line,
            used_by: session.enterprises.length === 1 ? session.enterprises[0]?.id : undefined,
          }}
          onFinish={(values) => command.mutate(values)}
        >
          <Form.Item name="list" label={t('cameWith')} rules={required}>
            <Select
              options={own.map((one) => ({
                value: one.id,
                label: `${one.number} · ${one.enterprise_name} · ${one.posted_on ?? ''}`,
              }))}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={() => form.setFieldValue('line', undefined)}
            />
          </Form.Item>
          <Form.Item name="line" label={t('form.line')} rules={required}>
            <Select
              options={(lines ?? []).map((line) => ({
                value: line.number,
                label: `${line.number} · ${line.part_number} · ${line.name} · ${formatDecimal(line.quantity)} ${line.measure}`,
              }))}
            />
          </Form.Item>
          <Form.Item name="name" label={t('name')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="serial_number" label={t('serial')} rules={required}>
            <Input maxLength={200} className="figures" autoComplete="off" />
          </Form.Item>
          <Form.Item name="location" label={t('location')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="used_by" label={t('usedBy')} rules={required}>
            <Select
              options={(enterprises ?? []).map(({ value, label }) => ({ value, label }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          <ProblemAlert error={command.error} />
          <Button type="primary" htmlType="submit" loading={command.isPending} style={{ marginTop: 12 }}>
            {t('action.register')}
          </Button>
        </Form>
      </section>
    </>
  );
}
