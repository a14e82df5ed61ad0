import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { bookKinds } from '../../api/choices';
import { api } from '../../api/client';
import { ProblemAlert } from '../../api/ProblemAlert';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type { BookKind, ConsumptionPoint } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { PageHeading } from '../../ui/PageHeading';
import { FilingSteps } from './FilingSteps';

interface HeaderForm {
  number: string;
  enterprise: string;
  kind: BookKind;
  consumptionPoint?: ConsumptionPoint;
  validUntil: string;
  cycle: number;
}

/** The first step of a new book: its head. */
export function NewBookPage() {
  const { t } = useTranslation('books');
  const words = useTranslation('enums').t;
  const session = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<HeaderForm>();
  const kind = Form.useWatch('kind', form);
  const command = useCommand({
    send: async (values: HeaderForm, key) => {
      const body = {
        number: values.number.trim(),
        enterprise: values.enterprise,
        kind: values.kind,
        consumption_point: values.kind === 'processing' ? (values.consumptionPoint ?? null) : null,
        valid_until: values.validUntil,
        verification_cycle_months: values.cycle,
      };
      return dataOf(await api.POST('/api/v1/books', { params: { header: keyHeader(key) }, body }));
    },
    onRecorded: (answer) => {
      if (answer.id) {
        void navigate({ to: '/books/$book/file', params: { book: answer.id }, search: { step: 'items' } });
      }
    },
  });
  const required = [{ required: true }];
  return (
    <>
      <PageHeading title={t('wizard.title')} />
      <section className="panel">
        <FilingSteps current="header" hasBoms={kind !== 'logistics'} />
      </section>
      <section className="panel">
        <h2>{t('wizard.header')}</h2>
        <Form<HeaderForm>
          form={form}
          layout="vertical"
          style={{ maxWidth: 560 }}
          initialValues={{
            kind: 'processing',
            consumptionPoint: 'at_shipment',
            cycle: 12,
            enterprise: session.enterprises.length === 1 ? session.enterprises[0]?.id : undefined,
          }}
          onFinish={(values) => command.mutate(values)}
        >
          <Form.Item name="enterprise" label={t('enterprise')} rules={required}>
            <Select options={session.enterprises.map((one) => ({ value: one.id, label: one.name }))} />
          </Form.Item>
          <Form.Item name="kind" label={t('kind')} rules={required}>
            <Radio.Group
              options={bookKinds.map((one) => ({ value: one, label: words(`bookKind.${one}`) }))}
            />
          </Form.Item>
          <Form.Item name="number" label={t('number')} extra={t('wizard.numberHint')} rules={required}>
            <Input maxLength={12} className="figures" autoComplete="off" />
          </Form.Item>
          {kind !== 'logistics' && (
            <Form.Item name="consumptionPoint" label={t('consumption')} rules={required}>
              <Radio.Group
                options={(['at_shipment', 'at_production'] as const).map((one) => ({
                  value: one,
                  label: words(`consumptionPoint.${one}`),
                }))}
              />
            </Form.Item>
          )}
          <Form.Item name="validUntil" label={t('validUntil')} rules={required}>
            <Input type="date" min={session.zone?.date} style={{ maxWidth: 200 }} />
          </Form.Item>
          <Form.Item name="cycle" label={t('cycleMonths')} rules={required}>
            <InputNumber min={1} max={120} precision={0} />
          </Form.Item>
          <ProblemAlert error={command.error} />
          <Button type="primary" htmlType="submit" loading={command.isPending} style={{ marginTop: 12 }}>
            {t('wizard.create')}
          </Button>
        </Form>
      </section>
    </>
  );
}
