import { Button, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nextPage, type PagingSearch, previousPage } from './paging';
import { useIsNarrow } from './useIsNarrow';

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** Amounts and counts stand to the right. */
  isNumeric?: boolean;
  /** For texts that would otherwise break after every word. */
  minWidth?: number;
}

interface DataTableProps<Row> {
  /** Names the table for readers who do not see it. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Shown instead of an empty table. */
  empty: ReactNode;
  paging?: {
    search: PagingSearch;
    nextCursor: string | null | undefined;
    onChange: (paging: PagingSearch) => void;
  };
  expanded?: (row: Row) => ReactNode;
}

/** A server-paged table; on a narrow window the same rows as cards. The first column names the row. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const isNarrow = useIsNarrow();
  if (props.rows.length === 0 && props.paging?.search.cursor === undefined) {
    return <>{props.empty}</>;
  }
  return (
    <>
      {isNarrow ? <Cards {...props} /> : <Grid {...props} />}
      {props.paging !== undefined && <Paging count={props.rows.length} {...props.paging} />}
    </>
  );
}

function Grid<Row>({ label, columns, rows, rowKey, expanded }: DataTableProps<Row>) {
  const indexed = rows.map((row) => ({ key: rowKey(row), row }));
  return (
    <Table
      aria-label={label}
      size="small"
      pagination={false}
      dataSource={indexed}
      scroll={{ x: true }}
      columns={columns.map((column) => ({
        key: column.key,
        title: column.title,
        align: column.isNumeric ? ('right' as const) : ('left' as const),
        render: (_: unknown, record: { row: Row }) =>
          column.minWidth === undefined ? (
            column.render(record.row)
          ) : (
            <div style={{ minWidth: column.minWidth }}>{column.render(record.row)}</div>
          ),
      }))}
      expandable={
        expanded === undefined ? undefined : { expandedRowRender: (record) => expanded(record.row) }
      }
    />
  );
}

function Cards<Row>({ label, columns, rows, rowKey, expanded }: DataTableProps<Row>) {
  const { t } = useTranslation('ui');
  const [first, ...rest] = columns;
  return (
    <ul className="record-cards" aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <strong>{first?.render(row)}</strong>
          <dl>
            {rest.map((column) => (
              <CardLine key={column.key} title={column.title}>
                {column.render(row)}
              </CardLine>
            ))}
          </dl>
          {expanded !== undefined && (
            <details>
              <summary>{t('more')}</summary>
              {expanded(row)}
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function CardLine({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface PagingProps {
  count: number;
  search: PagingSearch;
  nextCursor: string | null | undefined;
  onChange: (paging: PagingSearch) => void;
}

function Paging({ count, search, nextCursor, onChange }: PagingProps) {
  const { t } = useTranslation('ui');
  const page = (search.trail?.length ?? 0) + 1;
  if (page === 1 && !nextCursor) {
    return <div className="paging">{t('rows', { count })}</div>;
  }
  return (
    <nav className="paging" aria-label={t('pages')}>
      <span>{t('pageAndRows', { page, count })}</span>
      <Button disabled={page === 1} onClick={() => onChange({ cursor: undefined, trail: undefined })}>
        {t('firstPage')}
      </Button>
      <Button disabled={page === 1} onClick={() => onChange(previousPage(search))}>
        {t('previousPage')}
      </Button>
      <Button disabled={!nextCursor} onClick={() => nextCursor && onChange(nextPage(search, nextCursor))}>
        {t('nextPage')}
      </Button>
    </nav>
  );
}
