import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  FourChains,
  NewContractProduct,
  NewItemStatement,
  StatedItem,
  TechnologyContract,
} from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { EvidenceFields, EvidenceText } from '../../shared/EvidenceText';
import { FormDialog } from '../../shared/FormDialog';
import { useLocalName } from '../../shared/localName';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import {
  bookItemsQuery,
  booksQuery,
  contractsQuery,
  stateContractProduct,
  stateItem,
  statementCan,
  withdrawContractProduct,
  withdrawItem,
} from './fourChains';

/** The statements that join the chains: into which product a technology goes, and which item the product is. */
export function Statements({ chains }: { chains: FourChains }) {
  return (
    <>
      <Contracts chains={chains} />
      <Items chains={chains} />
    </>
  );
}

function Contracts({ chains }: { chains: FourChains }) {
  const { t } = useTranslation('fourChains');
  const session = useSession();
  const { data = [] } = useQuery(contractsQuery);
  const [isStating, setStating] = useState(false);
  const [withdrawn, setWithdrawn] = useState<TechnologyContract | null>(null);
  const against = statementCan.ofContract(session);
  const reason = against === undefined ? undefined : t(against);
  const stated = (contract: TechnologyContract) =>
    contract.products.find((one) => one.product === chains.product);
  const rows = data.filter((contract) => stated(contract) !== undefined);
  const withdraw = useCommand({
    send: ({ contract, reason: why }: { contract: TechnologyContract; reason: string }, key) =>
      withdrawContractProduct(contract, { product: chains.product, reason: why }, key),
    onRecorded: () => setWithdrawn(null),
  });
  const columns: Column<TechnologyContract>[] = [
    {
      key: 'number',
      title: t('contract'),
      minWidth: 120,
      render: (row) => <span className="figures">{row.number}</span>,
    },
    {
      key: 'evidence',
      title: t('evidence'),
      minWidth: 220,
      render: (row) => {
        const found = stated(row);
        return found === undefined ? null : <EvidenceText evidence={found.evidence} />;
      },
    },
    {
      key: 'withdraw',
      title: t('decision'),
      render: (row) => (
        <ActionButton
          size="small"
          text={t('action.withdrawOf', { of: row.number })}
          reasonAgainst={reason}
          onClick={() => setWithdrawn(row)}
        />
      ),
    },
  ];
  return (
    <section className="panel">
      <h2>{t('contracts')}</h2>
      <DataTable
        label={t('contracts')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<NextStep text={t('noContractStated')} />}
      />
      <p>
        <ActionButton
          text={t('action.stateContract')}
          reasonAgainst={reason}
          onClick={() => setStating(true)}
        />
      </p>
      {isStating && (
        <ContractDialog
          chains={chains}
          contracts={data.filter((contract) => stated(contract) === undefined)}
          onClose={() => setStating(false)}
        />
      )}
      <ReasonDialog
        title={t('action.withdraw')}
        label={t('action.reason')}
        submit={t('action.withdraw')}
        isOpen={withdrawn !== null}
        isSending={withdraw.isPending}
        error={withdraw.error}
        onSubmit={(why) => withdrawn !== null && withdraw.mutate({ contract: withdrawn, reason: why })}
        onClose={() => setWithdrawn(null)}
      />
    </section>
  );
}

interface ContractDialogProps {
  chains: FourChains;
  contracts: TechnologyContract[];
  onClose: () => void;
}

type ContractForm = { contract: string } & Omit<NewContractProduct, 'product'>;

function ContractDialog({ chains, contracts, onClose }: ContractDialogProps) {
  const { t } = useTranslation('fourChains');
  const name = useLocalName();
  const session = useSession();
  const [form] = Form.useForm<ContractForm>();
  const command = useCommand({
    send: ({ contract, evidence }: ContractForm, key) => {
      const found = contracts.find((one) => one.id === contract);
      if (found === undefined) {
        throw new Error('the contract is one of those offered');
      }
      return stateContractProduct(found, { product: chains.product, evidence }, key);
    },
    onRecorded: onClose,
  });
  return (
    <FormDialog<ContractForm>
      title={t('action.stateContractTitle', { product: name(chains) })}
      submit={t('action.state')}
      form={form}
      initial={{ evidence: { kind: 'declared', text: '', dated: session.zone?.date ?? '' } }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="contract" label={t('contract')} rules={[{ required: true }]}>
        <Select
          options={contracts
            .filter((one) => one.status !== 'returned')
            .map((one) => ({ value: one.id, label: `${one.number} · ${one.disclosure_title}` }))}
        />
      </Form.Item>
      <EvidenceFields />
    </FormDialog>
  );
}

function Items({ chains }: { chains: FourChains }) {
  const { t } = useTranslation('fourChains');
  const name = useLocalName();
  const session = useSession();
  const [isStating, setStating] = useState(false);
  const [withdrawn, setWithdrawn] = useState<StatedItem | null>(null);
  const against = statementCan.stateItem(session);
  const withdraw = useCommand({
    send: (body: { book: string; item: number; reason: string }, key) => withdrawItem(body, key),
    onRecorded: () => setWithdrawn(null),
  });
  const columns: Column<StatedItem>[] = [
    {
      key: 'item',
      title: t('item'),
      minWidth: 180,
      render: (row) => (
        <span>
          <span className="figures">
            {row.book_number} · {row.part_number}
          </span>
          <br />
          {row.name}
        </span>
      ),
    },
    {
      key: 'enterprise',
      title: t('enterprise'),
      minWidth: 150,
      render: (row) => name({ name: row.enterprise_name, name_english: row.enterprise_name_english }),
    },
    {
      key: 'evidence',
      title: t('evidence'),
      minWidth: 220,
      render: (row) => <EvidenceText evidence={row.evidence} />,
    },
    {
      key: 'withdraw',
      title: t('decision'),
      render: (row) => (
        <ActionButton
          size="small"
          text={t('action.withdrawOf', { of: row.part_number })}
          reasonAgainst={row.may_withdraw ? undefined : t('reason.notYours')}
          onClick={() => setWithdrawn(row)}
        />
      ),
    },
  ];
  return (
    <section className="panel">
      <h2>{t('items')}</h2>
      <DataTable
        label={t('items')}
        columns={columns}
        rows={chains.items}
        rowKey={(row) => `${row.book} ${row.item}`}
        empty={<NextStep text={t('noItemStated')} />}
      />
      <p>
        <ActionButton
          text={t('action.stateItem')}
          reasonAgainst={against === undefined ? undefined : t(against)}
          onClick={() => setStating(true)}
        />
      </p>
      {isStating && <ItemDialog chains={chains} onClose={() => setStating(false)} />}
      <ReasonDialog
        title={t('action.withdraw')}
        label={t('action.reason')}
        submit={t('action.withdraw')}
        isOpen={withdrawn !== null}
        isSending={withdraw.isPending}
        error={withdraw.error}
        onSubmit={(reason) =>
          withdrawn !== null && withdraw.mutate({ book: withdrawn.book, item: withdrawn.item, reason })
        }
        onClose={() => setWithdrawn(null)}
      />
    </section>
  );
}

type ItemForm = Omit<NewItemStatement, 'product'>;

function ItemDialog({ chains, onClose }: { chains: FourChains; onClose: () => void }) {
  const { t } = useTranslation('fourChains');
  const name = useLocalName();
  const session = useSession();
  const [form] = Form.useForm<ItemForm>();
  const [text, setText] = useState('');
  const book = Form.useWatch('book', form);
  const { data: books = [] } = useQuery(booksQuery);
  const { data: items = [] } = useQuery({ ...bookItemsQuery(book ?? '', text), enabled: book !== undefined });
  const own = books.filter((one) => session.enterprises.some((known) => known.id === one.enterprise));
  const command = useCommand({
    send: (body: ItemForm, key) => stateItem({ ...body, product: chains.product }, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog<ItemForm>
      title={t('action.stateItemTitle', { product: name(chains) })}
      submit={t('action.state')}
      form={form}
      initial={{ evidence: { kind: 'declared', text: '', dated: session.zone?.date ?? '' } }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="book" label={t('book')} rules={[{ required: true }]}>
        <Select
          options={own.map((one) => ({ value: one.id, label: `${one.number} · ${one.enterprise_name}` }))}
          onChange={() => form.resetFields(['item'])}
        />
      </Form.Item>
      <Form.Item name="item" label={t('item')} rules={[{ required: true }]}>
        <Select
          showSearch={{ filterOption: false, onSearch: setText }}
          disabled={book === undefined}
          options={items.map((one) => ({
            value: one.number,
            label: `${one.number} · ${one.part_number} · ${one.name}`,
          }))}
        />
      </Form.Item>
      <EvidenceFields />
    </FormDialog>
  );
}
