import { useSuspenseQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NewMapping } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { EvidenceFields } from '../../shared/EvidenceText';
import { FormDialog } from '../../shared/FormDialog';
import { useLocalName } from '../../shared/localName';
import { classify, declareClasses } from './commands';
import { classificationsQuery } from './queries';

interface MappingDialogProps {
  enterprise: string;
  /** The desk states a mapping, an enterprise declares one. */
  does: 'classify' | 'declare';
  onClose: () => void;
}

export function MappingDialog({ enterprise, does, onClose }: MappingDialogProps) {
  const { t } = useTranslation('industry');
  const name = useLocalName();
  const { zone } = useSession();
  const [form] = Form.useForm<NewMapping>();
  const { data: lists } = useSuspenseQuery(classificationsQuery);
  const scheme = Form.useWatch('scheme', form) ?? lists[0]?.scheme;
  const list = lists.find((one) => one.scheme === scheme);
  const command = useCommand({
    send: (body: NewMapping, key) =>
      does === 'classify' ? classify(enterprise, body, key) : declareClasses(enterprise, body, key),
    onRecorded: onClose,
  });
  const today = zone?.date;
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t(`action.${does}`)}
      submit={t(`action.${does}`)}
      form={form}
      initial={{
        scheme: lists[0]?.scheme,
        valid_from: today,
        evidence: { kind: 'declared', text: '', dated: today ?? '' },
      }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="scheme" label={t('list')} rules={required}>
        <Select
          options={lists.map((one) => ({ value: one.scheme, label: name(one) }))}
          onChange={() => form.setFieldValue('classes', [])}
        />
      </Form.Item>
      <Form.Item name="classes" label={t('classes')} rules={required}>
        <Select
          mode="multiple"
          options={(list?.classes ?? []).map((one) => ({
            value: one.code,
            label: `${name(one)} (${one.code})`,
          }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name="valid_from" label={t('validFrom')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <EvidenceFields />
    </FormDialog>
  );
}
