import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListSummary } from '../api/types';
import { type Column, DataTable } from '../ui/DataTable';
import type { PagingSearch } from '../ui/paging';
import { When } from '../ui/When';
import { ListStatusLabel } from './StatusLabels';

interface ListsTableProps {
  rows: readonly ListSummary[];
  empty: ReactNode;
  paging: {
    search: PagingSearch;
    nextCursor: string | null | undefined;
    onChange: (paging: PagingSearch) => void;
  };
  /** Inside one book its number and enterprise say nothing new. */
  showsBook: boolean;
}

export function ListsTable({ rows, empty, paging, showsBook }: ListsTableProps) {
  const { t } = useTranslation('lists');
  const words = useTranslation('enums').t;
  const book: Column<ListSummary>[] = [
    {
      key: 'book',
      title: t('bookOf'),
      render: (row) => (
        <span className="stacked">
          <Link to="/books/$book" params={{ book: row.book }} className="figures">
            {row.book_number}
          </Link>
          <span>{row.enterprise_name}</span>
        </span>
      ),
    },
  ];
  const columns: Column<ListSummary>[] = [
    {
      key: 'number',
      title: t('number'),
      render: (row) => (
        <Link to="/lists/$list" params={{ list: row.id }} className="figures">
          {row.number}
        </Link>
      ),
    },
    { key: 'status', title: t('status'), render: (row) => <ListStatusLabel status={row.status} /> },
    {
      key: 'movement',
      title: t('movement'),
      render: (row) => `${words(`movement.${row.movement}`)} · ${words(`direction.${row.direction}`)}`,
    },
    ...(showsBook ? book : []),
    { key: 'lines', title: t('lines'), isNumeric: true, render: (row) => row.line_count },
    {
      key: 'trucks',
      title: t('trucks'),
      render: (row) =>
        row.trucks_total === 0
          ? t('noTrucks')
          : t('trucksPassed', { passed: row.trucks_passed, total: row.trucks_total }),
    },
    { key: 'drafted', title: t('drafted'), render: (row) => <When instant={row.drafted_at} /> },
    {
      key: 'posted',
      title: t('postedOn'),
      render: (row) => <span className="figures">{row.posted_on ?? '—'}</span>,
    },
  ];
  return (
    <DataTable
      label={t('label')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      paging={paging}
    />
  );
}
