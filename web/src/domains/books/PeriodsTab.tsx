import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Book, Period } from '../../api/types';
import { PeriodStatusLabel } from '../../shared/StatusLabels';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { bookPeriodQuery, bookPeriodsQuery } from './queries';

const route = getRouteApi('/shell/books/$book');

/** When the running period has to end, by the cycle that the enterprise chose. */
function Due({ book, period }: { book: Book; period: Period }) {
  const { t } = useTranslation('periods');
  const { data } = useQuery(bookPeriodQuery(book.id, period.number));
  if (data === undefined) {
    return null;
  }
  const text = data.is_overdue
    ? t('overdue', { date: data.due_on })
    : t('due', { number: period.number, date: data.due_on });
  return (
    <Alert type={data.is_overdue ? 'warning' : 'info'} showIcon style={{ marginBottom: 12 }} title={text} />
  );
}

/** The periods of a book, latest first; each leads to its count and its verification. */
export function PeriodsTab({ book }: { book: Book }) {
  const { t } = useTranslation('periods');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book' });
  const { data } = useSuspenseQuery(bookPeriodsQuery(book.id, search));
  const running = data.rows.find((period) => period.status !== 'closed');
  const columns: Column<Period>[] = [
    {
      key: 'number',
      title: t('number'),
      render: (period) => (
        <Link
          to="/books/$book/periods/$period"
          params={{ book: book.id, period: String(period.number) }}
          className="figures"
        >
          {t('periodNumber', { number: period.number })}
        </Link>
      ),
    },
    { key: 'status', title: t('status'), render: (period) => <PeriodStatusLabel status={period.status} /> },
    { key: 'begins', title: t('begins'), render: (one) => <span className="figures">{one.begins}</span> },
    {
      key: 'cutoff',
      title: t('cutoff'),
      render: (one) => <span className="figures">{one.cutoff ?? '—'}</span>,
    },
    { key: 'items', title: t('itemsCompared'), isNumeric: true, render: (one) => one.items },
    {
      key: 'differences',
      title: t('differences'),
      render: (one) =>
        one.items === 0
          ? '—'
          : t('differencesExplained', { differences: one.differences, explained: one.explained }),
    },
  ];
  return (
    <>
      {running !== undefined && <Due book={book} period={running} />}
      <DataTable
        label={t('label')}
        columns={columns}
        rows={data.rows}
        rowKey={(period) => String(period.number)}
        empty={<NextStep text={t('empty')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
    </>
  );
}
