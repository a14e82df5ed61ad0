import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exception } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { ExceptionStateLabel } from '../../shared/StatusLabels';
import { type Column, DataTable } from '../../ui/DataTable';
import { formatDecimal } from '../../ui/format';
import type { PagingSearch } from '../../ui/paging';
import { When } from '../../ui/When';

interface ExceptionsTableProps {
  rows: readonly Exception[];
  empty: ReactNode;
  paging?: {
    search: PagingSearch;
    nextCursor: string | null | undefined;
    onChange: (paging: PagingSearch) => void;
  };
  /** Inside the group of one book its number says nothing new. */
  isGrouped?: boolean;
  /** What can be done about one; absent where nothing can. */
  action?: (row: Exception) => ReactNode;
}

const SLIP_NUMBER = /^(PS\w{10,})\b(.*)$/;
const ITEM_AND_AMOUNT = /^(\d+) (\d+\.\d+)$/;

/** Facts as recorded; the number of a slip leads to it. */
function DetailText({ text }: { text: string }) {
  const match = SLIP_NUMBER.exec(text);
  if (match === null) {
    return <span>{text}</span>;
  }
  return (
    <span>
      <Link to="/slips" search={{ text: match[1] }} className="figures">
        {match[1]}
      </Link>
      {match[2]}
    </span>
  );
}

/** The facts of a contradiction; a shortage is told as item and amount. */
function Detail({ exception }: { exception: Exception }) {
  const { t } = useTranslation('worklist');
  const match = exception.kind === 'more_than_held' ? ITEM_AND_AMOUNT.exec(exception.detail) : null;
  if (match === null) {
    return <DetailText text={exception.detail} />;
  }
  return (
    <span>{t('exceptions.itemMissing', { item: match[1], amount: formatDecimal(match[2] ?? '') })}</span>
  );
}

function EntryLink({ position }: { position: number }) {
  const { t } = useTranslation('worklist');
  return (
    <Link to="/journal/$position" params={{ position: String(position) }}>
      {t('exceptions.entry', { position })}
    </Link>
  );
}

/** The book that it blocks and the list that it is about. */
function Papers({ exception, showsBook }: { exception: Exception; showsBook: boolean }) {
  const { book, book_number: bookNumber, list, list_number: listNumber } = exception;
  const { consignment, consignment_number: consignmentNumber } = exception;
  const papers = [
    showsBook && book ? (
      <Link key="book" to="/books/$book" params={{ book }} className="figures">
        {bookNumber ?? book}
      </Link>
    ) : null,
    list && listNumber ? (
      <Link key="list" to="/lists/$list" params={{ list }} className="figures">
        {listNumber}
      </Link>
    ) : null,
    consignment && consignmentNumber ? (
      <Link key="consignment" to="/exchange/$consignment" params={{ consignment }} className="figures">
        {consignmentNumber}
      </Link>
    ) : null,
  ].filter((paper) => paper !== null);
  return papers.length === 0 ? '—' : <span className="stacked">{papers}</span>;
}

/** Contradictions between reports and records, and how they were explained. */
export function ExceptionsTable({ rows, empty, paging, isGrouped, action }: ExceptionsTableProps) {
  const { t } = useTranslation('worklist');
  const words = useCatalogue();
  // Where nothing is explained and nothing can be done, the column would say nothing.
  const isExplained = action !== undefined || rows.some((row) => row.explanation);
  const explanation: Column<Exception> = {
    key: 'explanation',
    title: t('exceptions.explanation'),
    minWidth: 130,
    render: (row) =>
      row.explanation ? (
        <span className="wrapping">
          {row.explanation} {row.resolved_position ? <EntryLink position={row.resolved_position} /> : null}
        </span>
      ) : (
        (action?.(row) ?? '—')
      ),
  };
  const columns: Column<Exception>[] = [
    {
      key: 'kind',
      title: t('exceptions.kind'),
      minWidth: 170,
      render: (row) => lookUp(words.enums.exceptionKind, row.kind),
    },
    {
      key: 'state',
      title: t('exceptions.state'),
      render: (row) => <ExceptionStateLabel isOpen={row.state === 'open'} />,
    },
    {
      key: 'detail',
      title: t('exceptions.detail'),
      minWidth: 130,
      render: (row) => <Detail exception={row} />,
    },
    {
      key: 'papers',
      title: isGrouped ? t('exceptions.list') : t('exceptions.papers'),
      render: (row) => <Papers exception={row} showsBook={!isGrouped} />,
    },
    {
      key: 'opened',
      title: t('exceptions.opened'),
      render: (row) => (
        <>
          <When instant={row.opened_at} /> · <EntryLink position={row.opened_position} />
        </>
      ),
    },
    ...(isExplained ? [explanation] : []),
  ];
  return (
    <DataTable
      label={t('exceptions.label')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      paging={paging}
    />
  );
}
