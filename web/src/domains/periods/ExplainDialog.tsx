import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { differenceCauses } from '../../api/choices';
import type { DifferenceCause, VerificationRow } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { FormDialog } from '../../shared/FormDialog';
import { formatDecimal } from '../../ui/format';
import { type ExplanationInput, explainDifference, type Running } from './commands';

interface ExplainDialogProps {
  running: Running;
  row: VerificationRow;
  onClose: () => void;
}

/** Why record and count of one item differ, as the enterprise sees it. */
export function ExplainDialog({ running, row, onClose }: ExplainDialogProps) {
  const { t } = useTranslation('periods');
  const words = useTranslation('enums').t;
  const [form] = Form.useForm<{ cause: DifferenceCause; text: string }>();
  const command = useCommand({
    send: (explanation: ExplanationInput, key) => explainDifference(running, explanation, key),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('explain.title', { item: row.item, part: row.part_number })}
      submit={t('action.explain')}
      form={form}
      initial={{ cause: row.cause ?? undefined, text: row.explanation ?? '' }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={({ cause, text }) => command.mutate({ item: row.item, cause, text })}
      onClose={onClose}
    >
      <p>
        {t('explain.difference', {
          difference: formatDecimal(row.difference ?? ''),
          measure: row.measure,
          theoretical: formatDecimal(row.theoretical),
        })}
      </p>
      <Form.Item name="cause" label={t('explain.cause')} rules={required}>
        <Select
          options={differenceCauses.map((one) => ({ value: one, label: words(`differenceCause.${one}`) }))}
        />
      </Form.Item>
      <Form.Item name="text" label={t('explain.text')} rules={required}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
    </FormDialog>
  );
}
