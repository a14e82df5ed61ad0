import { useNavigate } from '@tanstack/react-router';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { technologyContractKinds } from '../../api/choices';
import type { NewTechnologyIncome, TechnologyContract, TechnologyContractKind } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { fileContract, reportIncome } from './commands';
import { draftOf, type HolderDraft, HolderField, holderOf } from './HolderField';

interface Draft {
  kind: TechnologyContractKind;
  number: string;
  recipient: HolderDraft;
  signed_on: string;
  total_price_yuan: string;
  technology_price_yuan: string;
  licence_months?: number;
}

interface FileProps {
  /** The accepted disclosure that the contract is about; its owner is the provider. */
  disclosure: string;
  /** A returned contract, from which the new one starts. */
  from?: TechnologyContract;
  onClose: () => void;
}

function startingFrom(from: TechnologyContract | undefined, today: string | undefined): Partial<Draft> {
  if (from === undefined) {
    return { kind: 'transfer', recipient: { kind: 'outside' }, signed_on: today };
  }
  return {
    kind: from.kind,
    number: from.number,
    recipient: draftOf(from.recipient),
    signed_on: from.signed_on,
    total_price_yuan: from.total_price_yuan,
    technology_price_yuan: from.technology_price_yuan,
    licence_months: from.licence_months ?? undefined,
  };
}

/** Files a contract of one of the five kinds. */
export function FileContractDialog({ disclosure, from, onClose }: FileProps) {
  const { t } = useTranslation('technology');
  const { zone } = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<Draft>();
  const kind = Form.useWatch('kind', form);
  const command = useCommand({
    send: ({ recipient, licence_months, ...body }: Draft, key) => {
      const months = body.kind === 'licence' ? (licence_months ?? null) : null;
      return fileContract(
        {
          ...body,
          disclosure,
          recipient: holderOf(recipient),
          licence_months: months,
        },
        key,
      );
    },
    onRecorded: ({ id }) => {
      onClose();
      if (id) {
        void navigate({ to: '/technology/contracts/$contract', params: { contract: id } });
      }
    },
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.file')}
      submit={t('action.file')}
      form={form}
      initial={startingFrom(from, zone?.date)}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(draft) => command.mutate(draft)}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('kindName')} rules={required}>
        <Select
          options={technologyContractKinds.map((one) => ({ value: one, label: t(`contractKind.${one}`) }))}
        />
      </Form.Item>
      <Form.Item name="number" label={t('number')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <HolderField name="recipient" label={t('recipient')} />
      <Form.Item name="signed_on" label={t('signedOn')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <YuanField name="total_price_yuan" label={t('totalPrice')} />
      <YuanField name="technology_price_yuan" label={t('technologyPrice')} />
      {kind === 'licence' && (
        <Form.Item name="licence_months" label={t('licenceMonths')} rules={required}>
          <InputNumber min={1} max={1200} precision={0} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

function YuanField({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation('technology');
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required: true, pattern: /^\d+(\.\d{1,2})?$/, message: t('form.yuan') }]}
    >
      <Input className="figures" inputMode="decimal" autoComplete="off" />
    </Form.Item>
  );
}

/** Reports net income from a registered contract. */
export function IncomeDialog({ contract, onClose }: { contract: TechnologyContract; onClose: () => void }) {
  const { t } = useTranslation('technology');
  const { zone } = useSession();
  const [form] = Form.useForm<NewTechnologyIncome>();
  const command = useCommand({
    send: (body: NewTechnologyIncome, key) => reportIncome(contract, body, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.report')}
      submit={t('action.report')}
      form={form}
      initial={{ received_on: zone?.date }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="received_on" label={t('receivedOn')} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
      <YuanField name="amount_yuan" label={t('netIncome')} />
    </FormDialog>
  );
}
