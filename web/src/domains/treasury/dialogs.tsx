import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { quotaKinds } from '../../api/choices';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type { Draw, NewDraw, Pool } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { FormDialog } from '../../shared/FormDialog';

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'];
const required = [{ required: true }];

/** Draws under a quota; a refusal stays in the dialog with its clause, its numbers and the largest amount. */
export function DrawDialog({ pool, onClose }: { pool: Pool; onClose: () => void }) {
  const { t } = useTranslation('treasury');
  const words = useTranslation('enums').t;
  const [form] = Form.useForm<NewDraw>();
  const currency = Form.useWatch('currency', form);
  const command = useCommand({
    send: async (body: NewDraw, key) =>
      dataOf(
        await api.POST('/api/v1/pools/{pool}/draws', {
          params: { path: { pool: pool.id }, header: keyHeader(key) },
          body,
        }),
      ),
    onRecorded: onClose,
  });
  const decimal = [{ required: true, pattern: /^\d+(\.\d+)?$/, message: t('form.decimal') }];
  const enterprises = [
    { value: pool.lead, label: pool.lead_name },
    ...pool.members.map((member) => ({ value: member.enterprise, label: member.enterprise_name })),
  ];
  return (
    <FormDialog
      title={t('action.drawTitle', { pool: pool.name })}
      submit={t('action.draw')}
      form={form}
      initial={{ quota: 'external_debt', enterprise: pool.lead, currency: 'CNY', rate: '1', term_months: 12 }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="quota" label={t('quota')} rules={required}>
        <Select options={quotaKinds.map((one) => ({ value: one, label: words(`quotaKind.${one}`) }))} />
      </Form.Item>
      <Form.Item name="enterprise" label={t('enterprise')} rules={required}>
        <Select options={enterprises} />
      </Form.Item>
      <Form.Item name="currency" label={t('form.currency')} rules={required}>
        <Select
          options={currencies.map((one) => ({ value: one, label: one }))}
          onChange={(chosen) => form.setFieldValue('rate', chosen === 'CNY' ? '1' : undefined)}
        />
      </Form.Item>
      <Form.Item name="amount" label={t('form.amount')} rules={decimal}>
        <Input className="figures" inputMode="decimal" autoComplete="off" />
      </Form.Item>
      <Form.Item name="rate" label={t('form.rate')} rules={decimal}>
        <Input className="figures" inputMode="decimal" autoComplete="off" disabled={currency === 'CNY'} />
      </Form.Item>
      <Form.Item name="term_months" label={t('term')} rules={required}>
        <InputNumber min={1} max={600} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}

/** Repays a draw in its own currency. */
export function RepayDialog({ draw, onClose }: { draw: Draw; onClose: () => void }) {
  const { t } = useTranslation('treasury');
  const [form] = Form.useForm<{ amount: string }>();
  const command = useCommand({
    send: async ({ amount }: { amount: string }, key) =>
      dataOf(
        await api.POST('/api/v1/draws/{draw}/repay', {
          params: { path: { draw: draw.id }, header: changeHeaders(draw.revision, key) },
          body: { amount, currency: draw.currency },
        }),
      ),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.repayTitle')}
      submit={t('action.repay')}
      form={form}
      initial={{ amount: draw.outstanding }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item
        name="amount"
        label={t('form.amountIn', { currency: draw.currency })}
        rules={[{ required: true, pattern: /^\d+(\.\d+)?$/, message: t('form.decimal') }]}
      >
        <Input className="figures" inputMode="decimal" autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
