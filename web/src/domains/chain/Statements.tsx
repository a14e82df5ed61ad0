import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandAnswer, Product, ProductInput, Supplier } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { EvidenceText } from '../../shared/EvidenceText';
import { useLocalName } from '../../shared/localName';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { supplyCan } from './capabilities';
import { withdrawInput, withdrawSupply } from './commands';
import { StateInputDialog, StateSupplyDialog } from './StatementDialogs';

interface StatementsProps {
  product: Product;
  inputs: ProductInput[];
  suppliers: Supplier[];
}

/** What a product is made of and who supplies it, each with its evidence; the desk states and withdraws. */
export function Statements({ product, inputs, suppliers }: StatementsProps) {
  return (
    <>
      <Inputs product={product} inputs={inputs} />
      <Suppliers product={product} suppliers={suppliers} />
    </>
  );
}

function Inputs({ product, inputs }: Omit<StatementsProps, 'suppliers'>) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const columns: Column<ProductInput>[] = [
    {
      key: 'input',
      title: t('input'),
      minWidth: 130,
      render: (row) => (
        <Link to="/chain/products/$product" params={{ product: row.input }}>
          {name(row)}
        </Link>
      ),
    },
    { key: 'group', title: t('group'), isNumeric: true, render: (row) => row.group },
    {
      key: 'evidence',
      title: t('evidence.label'),
      minWidth: 220,
      render: (row) => <EvidenceText evidence={row.evidence} />,
    },
    {
      key: 'withdraw',
      title: t('decision'),
      render: ({ group, input }) => (
        <Withdraw
          send={(reason, key) => withdrawInput({ product: product.code, group, input, reason }, key)}
        />
      ),
    },
  ];
  return (
    <section className="panel">
      <h2>{t('inputs')}</h2>
      <DataTable
        label={t('inputs')}
        columns={columns}
        rows={inputs}
        rowKey={(row) => `${row.group} ${row.input}`}
        empty={<NextStep text={t('noInputs')} />}
      />
      <StateButton product={product} what="input" />
    </section>
  );
}

function Suppliers({ product, suppliers }: Omit<StatementsProps, 'inputs'>) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const columns: Column<Supplier>[] = [
    { key: 'firm', title: t('firm'), minWidth: 160, render: (row) => name(row) },
    { key: 'scope', title: t('scope'), render: (row) => row.scope },
    {
      key: 'evidence',
      title: t('evidence.label'),
      minWidth: 220,
      render: (row) => <EvidenceText evidence={row.evidence} />,
    },
    {
      key: 'withdraw',
      title: t('decision'),
      render: ({ firm }) => (
        <Withdraw send={(reason, key) => withdrawSupply({ product: product.code, firm, reason }, key)} />
      ),
    },
  ];
  return (
    <section className="panel">
      <h2>{t('whoSupplies')}</h2>
      <DataTable
        label={t('whoSupplies')}
        columns={columns}
        rows={suppliers}
        rowKey={(row) => row.firm}
        empty={<NextStep text={t('noSuppliers')} />}
      />
      <StateButton product={product} what="supply" />
    </section>
  );
}

function useAgainst(): string | undefined {
  const { t } = useTranslation('chain');
  const against = supplyCan.keep(useSession());
  return against === undefined ? undefined : t(against);
}

function StateButton({ product, what }: { product: Product; what: 'input' | 'supply' }) {
  const { t } = useTranslation('chain');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div style={{ marginTop: 10 }}>
      <ActionButton
        text={what === 'input' ? t('action.stateInput') : t('action.stateSupply')}
        reasonAgainst={useAgainst()}
        onClick={() => setOpen(true)}
      />
      {isOpen && what === 'input' && <StateInputDialog product={product} onClose={close} />}
      {isOpen && what === 'supply' && <StateSupplyDialog product={product} onClose={close} />}
    </div>
  );
}

interface WithdrawProps {
  send: (reason: string, key: string) => Promise<CommandAnswer>;
}

function Withdraw({ send }: WithdrawProps) {
  const { t } = useTranslation('chain');
  const [isOpen, setOpen] = useState(false);
  const command = useCommand({ send, onRecorded: () => setOpen(false) });
  return (
    <>
      <ActionButton
        size="small"
        text={t('action.withdraw')}
        reasonAgainst={useAgainst()}
        onClick={() => setOpen(true)}
      />
      <ReasonDialog
        title={t('action.withdraw')}
        label={t('action.reason')}
        submit={t('action.withdraw')}
        isOpen={isOpen}
        isSending={command.isPending}
        error={command.error}
        onSubmit={(reason) => command.mutate(reason)}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
