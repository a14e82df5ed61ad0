import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { periodStatuses } from '../../api/choices';
import type { BookPeriod } from '../../api/types';
import { useSession } from '../../session/session';
import { PeriodStatusLabel } from '../../shared/StatusLabels';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { StatusLabel } from '../../ui/StatusLabel';
import { allPeriodsQuery } from './queries';
import type { PeriodsSearch } from './search';

const route = getRouteApi('/shell/periods');

function useColumns(): Column<BookPeriod>[] {
  const { t } = useTranslation('periods');
  return [
    {
      key: 'period',
      title: t('number'),
      render: ({ book, book_number: number, period }) => (
        <Link to="/books/$book/periods/$period" params={{ book, period: String(period.number) }}>
          {t('periodOfBook', { number: period.number, book: number })}
        </Link>
      ),
    },
    { key: 'enterprise', title: t('enterprise'), render: (row) => row.enterprise_name },
    {
      key: 'status',
      title: t('status'),
      render: ({ period }) => <PeriodStatusLabel status={period.status} />,
    },
    {
      key: 'begins',
      title: t('begins'),
      render: ({ period }) => <span className="figures">{period.begins}</span>,
    },
    {
      key: 'due',
      title: t('dueOn'),
      render: (row) => (
        <>
          <span className="figures">{row.due_on}</span>{' '}
          {row.is_overdue && <StatusLabel tone="stopped" text={t('isOverdue')} />}
        </>
      ),
    },
    {
      key: 'cutoff',
      title: t('cutoff'),
      render: ({ period }) => <span className="figures">{period.cutoff ?? '—'}</span>,
    },
  ];
}

/** The periods of all books, the one that must end first before the others. */
export function PeriodsPage() {
  const { t } = useTranslation('periods');
  const ui = useTranslation('ui').t;
  const words = useTranslation('enums').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/periods' });
  const { zone } = useSession();
  const { data } = useSuspenseQuery(allPeriodsQuery(search));
  const columns = useColumns();
  const filter = (change: Partial<PeriodsSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const isFiltered = search.text !== undefined || search.status !== undefined || search.due !== undefined;
  const clear = () => filter({ text: undefined, status: undefined, due: undefined });
  return (
    <>
      <PageHeading title={t('all.title')} lead={t('all.lead')} />
      <section className="panel">
        <div className="filters">
          <TextFilter label={t('all.search')} value={search.text} onChange={(text) => filter({ text })} />
          <ChoiceFilter
            label={t('status')}
            anyLabel={ui('any')}
            value={search.status}
            choices={periodStatuses.map((one) => ({ value: one, label: words(`periodStatus.${one}`) }))}
            onChange={(status) => filter({ status })}
          />
          <Checkbox
            checked={search.due !== undefined}
            onChange={(event) => filter({ due: event.target.checked ? zone?.date : undefined })}
          >
            {search.due === undefined ? t('all.due') : t('all.dueUntil', { date: search.due })}
          </Checkbox>
        </div>
        <DataTable
          label={t('all.title')}
          columns={columns}
          rows={data.rows}
          rowKey={(row) => `${row.book} ${row.period.number}`}
          empty={
            isFiltered ? (
              <NextStep
                text={search.due === undefined ? ui('noMatch') : t('all.noneDue')}
                action={<Button onClick={clear}>{ui('clearFilters')}</Button>}
              />
            ) : (
              <NextStep text={t('empty')} />
            )
          }
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
        />
      </section>
    </>
  );
}
