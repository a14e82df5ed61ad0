import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { eligibilities } from '../../api/choices';
import type { Eligibility, NewNotice } from '../../api/types';
import { FormDialog } from '../../shared/FormDialog';

interface Values {
  item: string;
  itemEnglish: string;
  basis: string;
  conditions: string;
  materials?: string;
  liability: string;
  workingDays: number;
  eligibility: Eligibility;
}

interface NoticeDialogProps {
  title: string;
  /** The version that is revised. */
  from?: NewNotice;
  isSending: boolean;
  error: unknown;
  onSubmit: (notice: NewNotice) => void;
  onClose: () => void;
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Everything that a notice tells at once. */
export function NoticeDialog({ title, from, isSending, error, onSubmit, onClose }: NoticeDialogProps) {
  const { t } = useTranslation('approvals');
  const words = useTranslation('enums').t;
  const [form] = Form.useForm<Values>();
  const required = [{ required: true }];
  const submit = (values: Values) =>
    onSubmit({
      item: values.item,
      item_english: values.itemEnglish,
      legal_basis: values.basis,
      conditions: linesOf(values.conditions),
      materials: linesOf(values.materials),
      liability: values.liability,
      verification_working_days: values.workingDays,
      eligibility: values.eligibility,
    });
  return (
    <FormDialog
      title={title}
      submit={t('notice.publish')}
      form={form}
      initial={{
        item: from?.item,
        itemEnglish: from?.item_english,
        basis: from?.legal_basis,
        conditions: from?.conditions.join('\n'),
        materials: from?.materials.join('\n'),
        liability: from?.liability,
        workingDays: from?.verification_working_days ?? 20,
        eligibility: from?.eligibility ?? 'open',
      }}
      isSending={isSending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="item" label={t('notice.item')} rules={required}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="itemEnglish" label={t('notice.itemEnglish')} rules={required}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="basis" label={t('notice.basis')} rules={required}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="eligibility" label={t('notice.eligibility')} rules={required}>
        <Select options={eligibilities.map((one) => ({ value: one, label: words(`eligibility.${one}`) }))} />
      </Form.Item>
      <Form.Item name="conditions" label={t('notice.conditionsLines')} rules={required}>
        <Input.TextArea rows={4} />
      </Form.Item>
      <Form.Item name="materials" label={t('notice.materialsLines')}>
        <Input.TextArea rows={3} />
      </Form.Item>
      <Form.Item name="liability" label={t('notice.liability')} rules={required}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="workingDays" label={t('notice.verificationDays')} rules={required}>
        <InputNumber min={1} max={250} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
