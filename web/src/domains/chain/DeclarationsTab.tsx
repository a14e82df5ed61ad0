import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { SupplyDeclaration } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { EvidenceText } from '../../shared/EvidenceText';
import { useLocalName } from '../../shared/localName';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { StatusLabel } from '../../ui/StatusLabel';
import { supplyCan } from './capabilities';
import { confirmSupply, returnSupply } from './commands';
import { declarationsQuery } from './queries';

const route = getRouteApi('/shell/chain');
const tones = { declared: 'working', confirmed: 'done', returned: 'attention' } as const;

/** What enterprises say they supply; the desk makes it an edge of the graph or returns it. */
export function DeclarationsTab() {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/chain' });
  const { data } = useSuspenseQuery(declarationsQuery(search.cursor));
  const columns: Column<SupplyDeclaration>[] = [
    {
      key: 'product',
      title: t('product'),
      minWidth: 130,
      render: (row) => (
        <Link to="/chain/products/$product" params={{ product: row.product }}>
          {name({ name: row.product_name, name_english: row.product_name_english })}
        </Link>
      ),
    },
    { key: 'enterprise', title: t('firm'), minWidth: 150, render: (row) => row.enterprise_name },
    {
      key: 'status',
      title: t('standing'),
      render: (row) => (
        <span>
          <StatusLabel tone={tones[row.status]} text={t(`supplyStatus.${row.status}`)} /> {row.reason}
        </span>
      ),
    },
    {
      key: 'evidence',
      title: t('evidence.label'),
      minWidth: 220,
      render: (row) => <EvidenceText evidence={row.evidence} />,
    },
    { key: 'decide', title: t('decision'), render: (row) => <Decide declared={row} /> },
  ];
  return (
    <DataTable
      label={t('tab.declarations')}
      columns={columns}
      rows={data.rows}
      rowKey={(row) => row.id}
      empty={<NextStep text={t('noDeclarations')} />}
      paging={{
        search,
        nextCursor: data.next_cursor,
        onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
      }}
    />
  );
}

function Decide({ declared }: { declared: SupplyDeclaration }) {
  const { t } = useTranslation('chain');
  const session = useSession();
  const [isReturning, setReturning] = useState(false);
  const confirm = useCommand({ send: (_: null, key) => confirmSupply(declared.id, key) });
  const back = useCommand({
    send: (reason: string, key) => returnSupply(declared.id, reason, key),
    onRecorded: () => setReturning(false),
  });
  const against = supplyCan.decide(declared, session);
  const reason = against === undefined ? undefined : t(against);
  if (declared.status !== 'declared') {
    return <span>—</span>;
  }
  return (
    <>
      <ActionButton
        size="small"
        text={t('action.confirm')}
        reasonAgainst={reason}
        loading={confirm.isPending}
        onClick={() => confirm.mutate(null)}
      />{' '}
      <ActionButton
        size="small"
        text={t('action.return')}
        reasonAgainst={reason}
        onClick={() => setReturning(true)}
      />
      <ProblemAlert error={confirm.error} />
      <ReasonDialog
        title={t('action.return')}
        label={t('action.reason')}
        submit={t('action.return')}
        isOpen={isReturning}
        isSending={back.isPending}
        error={back.error}
        onSubmit={(text) => back.mutate(text)}
        onClose={() => setReturning(false)}
      />
    </>
  );
}
