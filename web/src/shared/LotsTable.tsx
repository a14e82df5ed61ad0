import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lot, LotSource } from '../api/types';
import { Amount } from '../ui/Amount';
import { type Column, DataTable } from '../ui/DataTable';
import type { PagingSearch } from '../ui/paging';
import { EntryLink, ReceiptButton } from './History';

/** The document line that opened or moved a lot: lists and consignments are linked, a report is named by its message. */
export function SourceOfLot({ source }: { source: LotSource }) {
  const { t } = useTranslation('lots');
  const line = source.line > 0 ? ` · ${t('line', { line: source.line })}` : '';
  if (source.document_kind === 'list') {
    return (
      <span>
        <Link to="/lists/$list" params={{ list: source.document_id }} className="figures">
          {source.document_number}
        </Link>
        {line}
      </span>
    );
  }
  if (source.document_kind === 'consignment') {
    return (
      <span>
        {t('consignment')}{' '}
        <Link to="/exchange/$consignment" params={{ consignment: source.document_id }} className="figures">
          {source.document_number}
        </Link>
        {line}
      </span>
    );
  }
  const name = source.document_kind === 'report' ? t('report') : t('verification');
  return (
    <span>
      {name} {source.document_number}
      {line}
    </span>
  );
}

interface LotsTableProps {
  book: string;
  rows: readonly Lot[];
  empty: ReactNode;
  paging?: {
    search: PagingSearch;
    nextCursor: string | null | undefined;
    onChange: (paging: PagingSearch) => void;
  };
}

/** Lots in the order in which they are drawn: what came first leaves first. */
export function LotsTable({ book, rows, empty, paging }: LotsTableProps) {
  const { t } = useTranslation('lots');
  const columns: Column<Lot>[] = [
    {
      key: 'number',
      title: t('lot'),
      render: (lot) => (
        <Link to="/books/$book/lots/$lot" params={{ book, lot: String(lot.number) }} className="figures">
          {lot.number}
        </Link>
      ),
    },
    { key: 'source', title: t('source'), render: (lot) => <SourceOfLot source={lot.source} /> },
    {
      key: 'received_on',
      title: t('receivedOn'),
      render: (lot) => <span className="figures">{lot.received_on}</span>,
    },
    {
      key: 'received',
      title: t('received'),
      isNumeric: true,
      render: (lot) => <Amount value={lot.received} />,
    },
    {
      key: 'remaining',
      title: t('remaining'),
      isNumeric: true,
      render: (lot) => <Amount value={lot.remaining} />,
    },
    { key: 'price', title: t('price'), isNumeric: true, render: (lot) => <Amount value={lot.unit_price} /> },
    {
      key: 'value',
      title: t('value'),
      isNumeric: true,
      render: (lot) => <Amount value={lot.remaining_value} />,
    },
    {
      key: 'entry',
      title: t('entry'),
      render: (lot) => (
        <>
          <EntryLink position={lot.source.position} /> <ReceiptButton position={lot.source.position} />
        </>
      ),
    },
  ];
  return (
    <DataTable
      label={t('label')}
      columns={columns}
      rows={rows}
      rowKey={(lot) => String(lot.number)}
      empty={empty}
      paging={paging}
    />
  );
}
