import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slip } from '../api/types';
import { type Column, DataTable } from '../ui/DataTable';
import type { PagingSearch } from '../ui/paging';
import { StatusLabel } from '../ui/StatusLabel';
import { When } from '../ui/When';
import { SlipStatusLabel } from './StatusLabels';

interface SlipsTableProps {
  rows: readonly Slip[];
  empty: ReactNode;
  paging?: {
    search: PagingSearch;
    nextCursor: string | null | undefined;
    onChange: (paging: PagingSearch) => void;
  };
}

/** How far the trucks of a slip have come; a held one stands out. */
function Trucks({ slip }: { slip: Slip }) {
  const { t } = useTranslation('slips');
  return (
    <span>
      {t('trucksPassed', { passed: slip.trucks_passed, total: slip.trucks_total })}{' '}
      {slip.trucks_held > 0 && (
        <StatusLabel tone="stopped" text={t('trucksHeld', { count: slip.trucks_held })} />
      )}
    </span>
  );
}

/** Pass slips, latest first as the server orders them. */
export function SlipsTable({ rows, empty, paging }: SlipsTableProps) {
  const { t } = useTranslation('slips');
  const words = useTranslation('enums').t;
  const columns: Column<Slip>[] = [
    {
      key: 'number',
      title: t('number'),
      render: (slip) => (
        <Link to="/slips/$slip" params={{ slip: slip.id }} className="figures">
          {slip.number}
        </Link>
      ),
    },
    { key: 'status', title: t('status'), render: (slip) => <SlipStatusLabel status={slip.status} /> },
    {
      key: 'kind',
      title: t('kind'),
      render: (slip) => `${words(`slipKind.${slip.kind}`)} · ${words(`direction.${slip.direction}`)}`,
    },
    { key: 'enterprise', title: t('enterprise'), render: (slip) => slip.enterprise_name },
    { key: 'trucks', title: t('trucks'), minWidth: 110, render: (slip) => <Trucks slip={slip} /> },
    {
      key: 'valid',
      title: t('validUntil'),
      render: (slip) => <span className="figures">{slip.valid_until}</span>,
    },
    { key: 'applied', title: t('appliedAt'), render: (slip) => <When instant={slip.applied_at} /> },
  ];
  return (
    <DataTable
      label={t('label')}
      columns={columns}
      rows={rows}
      rowKey={(slip) => slip.id}
      empty={empty}
      paging={paging}
    />
  );
}
