import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Posting } from '../api/types';
import { Amount } from '../ui/Amount';
import { type Column, DataTable } from '../ui/DataTable';
import { NextStep } from '../ui/NextStep';
import type { PagingSearch } from '../ui/paging';

interface PostingsTableProps {
  rows: readonly Posting[];
  paging: {
    search: PagingSearch;
    nextCursor: string | null | undefined;
    onChange: (paging: PagingSearch) => void;
  };
}

/** Postings to stock and to the accounts opposite, newest entry first as the server orders them. */
export function PostingsTable({ rows, paging }: PostingsTableProps) {
  const { t } = useTranslation('books');
  const words = useTranslation('enums').t;
  const columns: Column<Posting>[] = [
    {
      key: 'position',
      title: t('posting.position'),
      render: (row) => (
        <Link to="/journal/$position" params={{ position: String(row.position) }}>
          {row.position}
        </Link>
      ),
    },
    {
      key: 'date',
      title: t('posting.valueDate'),
      render: (row) => <span className="figures">{row.value_date}</span>,
    },
    {
      key: 'item',
      title: t('posting.item'),
      render: (row) => (row.item ? `${row.item} · ${row.part_number ?? ''}` : '—'),
    },
    { key: 'purpose', title: t('posting.purpose'), render: (row) => words(`purpose.${row.purpose}`) },
    {
      key: 'side',
      title: t('posting.side'),
      render: (row) => (row.side === 'debit' ? t('posting.debit') : t('posting.credit')),
    },
    {
      key: 'amount',
      title: t('posting.amount'),
      isNumeric: true,
      render: (row) => <Amount value={row.amount} unit={row.measure} />,
    },
    {
      key: 'opposite',
      title: t('posting.opposite'),
      render: (row) => words(`purpose.${row.opposite_purpose}`),
    },
    {
      key: 'document',
      title: t('posting.document'),
      render: (row) =>
        row.document_kind === 'verification'
          ? t('posting.verification', { number: row.document_number })
          : row.document_number,
    },
    {
      key: 'line',
      title: t('posting.line'),
      isNumeric: true,
      render: (row) => (row.line === 0 ? t('posting.wholeDocument') : row.line),
    },
  ];
  return (
    <DataTable
      label={t('posting.label')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.position}-${row.sequence}-${row.side}-${row.purpose}`}
      empty={<NextStep text={t('posting.empty')} />}
      paging={paging}
    />
  );
}
