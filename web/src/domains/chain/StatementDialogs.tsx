import { useQuery } from '@tanstack/react-query';
import { Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewInput, NewSupply, Product } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { EvidenceFields } from '../../shared/EvidenceText';
import { FormDialog } from '../../shared/FormDialog';
import { useLocalName } from '../../shared/localName';
import { stateInput, stateSupply } from './commands';
import { firmsQuery, productsQuery } from './queries';

interface DialogProps {
  product: Product;
  onClose: () => void;
}

function useStartingEvidence() {
  const { zone } = useSession();
  return { kind: 'declared', text: '', dated: zone?.date ?? '' } as const;
}

/** What the product is made of: every group is needed, inputs of the same group are alternatives. */
export function StateInputDialog({ product, onClose }: DialogProps) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const [form] = Form.useForm<Omit<NewInput, 'product'>>();
  const [text, setText] = useState('');
  const { data: products, isFetching } = useQuery(productsQuery({ text: text === '' ? undefined : text }));
  const command = useCommand({
    send: (body: Omit<NewInput, 'product'>, key) => stateInput({ ...body, product: product.code }, key),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.stateInput')}
      submit={t('action.state')}
      form={form}
      initial={{ group: 1, evidence: useStartingEvidence() }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="input" label={t('input')} rules={required}>
        <Select
          loading={isFetching}
          showSearch={{ filterOption: false, onSearch: setText }}
          options={(products?.rows ?? []).map((one) => ({
            value: one.code,
            label: `${name(one)} (${one.code})`,
          }))}
        />
      </Form.Item>
      <Form.Item name="group" label={t('group')} rules={required}>
        <InputNumber min={1} precision={0} />
      </Form.Item>
      <EvidenceFields />
    </FormDialog>
  );
}

/** Who supplies the product. */
export function StateSupplyDialog({ product, onClose }: DialogProps) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const [form] = Form.useForm<Omit<NewSupply, 'product'>>();
  const [text, setText] = useState('');
  const { data: firms, isFetching } = useQuery(firmsQuery({ text: text === '' ? undefined : text }));
  const command = useCommand({
    send: (body: Omit<NewSupply, 'product'>, key) => stateSupply({ ...body, product: product.code }, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.stateSupply')}
      submit={t('action.state')}
      form={form}
      initial={{ evidence: useStartingEvidence() }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="firm" label={t('firm')} rules={[{ required: true }]}>
        <Select
          loading={isFetching}
          showSearch={{ filterOption: false, onSearch: setText }}
          options={(firms?.rows ?? []).map((one) => ({
            value: one.code,
            label: `${name(one)} (${one.code})`,
          }))}
        />
      </Form.Item>
      <EvidenceFields />
    </FormDialog>
  );
}
