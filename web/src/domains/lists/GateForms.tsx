import { AutoComplete, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { newCommandKey } from '../../api/commandKey';
import { ProblemAlert } from '../../api/ProblemAlert';
import { dataOf } from '../../api/problem';
import { useCommand } from '../../api/useCommand';
import { instantOf, zoneTimeNow } from '../../ui/zoneTime';

interface ReportForm {
  fact: string;
  occurredAt: string;
  source: string;
  externalId: string;
}

function freshReport(source: string): Omit<ReportForm, 'fact'> {
  return { occurredAt: zoneTimeNow(Date.now()), source, externalId: newCommandKey() };
}

/** What every report says beside its fact: when, and where the message can be found again. */
function KeyFields() {
  const { t } = useTranslation('lists');
  const required = [{ required: true }];
  return (
    <>
      <Form.Item name="occurredAt" label={t('gate.occurredAt')} rules={required}>
        <Input type="datetime-local" step={1} />
      </Form.Item>
      <Form.Item name="source" label={t('gate.source')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="externalId" label={t('gate.externalId')} rules={required}>
        <Input maxLength={100} className="figures" />
      </Form.Item>
    </>
  );
}

function reportOf(values: ReportForm, list: string) {
  return {
    source: values.source.trim(),
    external_id: values.externalId.trim(),
    occurred_at: instantOf(values.occurredAt) ?? values.occurredAt,
    list,
  };
}

export function PassageForm({ list, plates }: { list: string; plates: readonly string[] }) {
  const { t } = useTranslation('lists');
  const [form] = Form.useForm<ReportForm>();
  const command = useCommand({
    send: async (values: ReportForm) =>
      dataOf(
        await api.POST('/api/v1/reports/truck-passages', {
          body: { ...reportOf(values, list), truck: values.fact.trim() },
        }),
      ),
    onRecorded: (_, values) => form.setFieldsValue({ ...freshReport(values.source), fact: '' }),
  });
  return (
    <section className="panel">
      <h2>{t('gate.passage')}</h2>
      <Form<ReportForm>
        form={form}
        name="passage"
        layout="vertical"
        initialValues={{ fact: '', ...freshReport('gate-console') }}
        onFinish={(values) => command.mutate(values)}
      >
        <Form.Item name="fact" label={t('gate.truck')} rules={[{ required: true }]}>
          <AutoComplete options={plates.map((plate) => ({ value: plate }))} />
        </Form.Item>
        <KeyFields />
        <ProblemAlert error={command.error} />
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {t('gate.submitPassage')}
        </Button>
      </Form>
    </section>
  );
}

export function ReleaseForm({ list }: { list: string }) {
  const { t } = useTranslation('lists');
  const [form] = Form.useForm<ReportForm>();
  const command = useCommand({
    send: async (values: ReportForm) =>
      dataOf(
        await api.POST('/api/v1/reports/declaration-releases', {
          body: { ...reportOf(values, list), declaration_number: values.fact.trim() },
        }),
      ),
    onRecorded: (_, values) => form.setFieldsValue({ ...freshReport(values.source), fact: '' }),
  });
  return (
    <section className="panel">
      <h2>{t('gate.release')}</h2>
      <Form<ReportForm>
        form={form}
        name="release"
        layout="vertical"
        initialValues={{ fact: '', ...freshReport('customs-console') }}
        onFinish={(values) => command.mutate(values)}
      >
        <Form.Item name="fact" label={t('gate.declarationNumber')} rules={[{ required: true }]}>
          <Input maxLength={100} className="figures" />
        </Form.Item>
        <KeyFields />
        <ProblemAlert error={command.error} />
        <Button htmlType="submit" loading={command.isPending}>
          {t('gate.submitRelease')}
        </Button>
      </Form>
    </section>
  );
}
