import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { bookKinds, bookStatuses } from '../../api/choices';
import type { Book } from '../../api/types';
import { holds, useSession } from '../../session/session';
import { BookStatusLabel, PauseLabel } from '../../shared/StatusLabels';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { type BooksSearch, booksQuery } from './queries';

const route = getRouteApi('/shell/books');

function useColumns(): Column<Book>[] {
  const { t } = useTranslation('books');
  const words = useTranslation('enums').t;
  return [
    {
      key: 'number',
      title: t('number'),
      render: (book) => (
        <Link to="/books/$book" params={{ book: book.id }} className="figures">
          {book.number}
        </Link>
      ),
    },
    { key: 'status', title: t('status'), render: (book) => <BookStatusLabel status={book.status} /> },
    { key: 'enterprise', title: t('enterprise'), render: (book) => book.enterprise_name },
    { key: 'kind', title: t('kind'), render: (book) => words(`bookKind.${book.kind}`) },
    { key: 'pause', title: t('pause'), render: (book) => <PauseLabel pause={book.pause} /> },
    { key: 'items', title: t('items'), isNumeric: true, render: (book) => book.item_count },
    { key: 'exceptions', title: t('exceptions'), isNumeric: true, render: (book) => book.open_exceptions },
    {
      key: 'valid',
      title: t('validUntil'),
      render: (book) => <span className="figures">{book.valid_until}</span>,
    },
  ];
}

export function BooksPage() {
  const { t } = useTranslation('books');
  const ui = useTranslation('ui').t;
  const words = useTranslation('enums').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/books' });
  const go = useNavigate();
  const session = useSession();
  const { data } = useSuspenseQuery(booksQuery(search));
  const columns = useColumns();
  const filter = (change: Partial<BooksSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const isFiltered = search.text !== undefined || search.kind !== undefined || search.status !== undefined;
  const mayFile = holds(session, 'enterprise_officer');
  const file = (
    <Button type="primary" onClick={() => void go({ to: '/books/new' })}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} actions={mayFile ? file : undefined} />
      <section className="panel">
        <div className="filters">
          <TextFilter label={t('search')} value={search.text} onChange={(text) => filter({ text })} />
          <ChoiceFilter
            label={t('kind')}
            anyLabel={ui('any')}
            value={search.kind}
            choices={bookKinds.map((kind) => ({ value: kind, label: words(`bookKind.${kind}`) }))}
            onChange={(kind) => filter({ kind })}
          />
          <ChoiceFilter
            label={t('status')}
            anyLabel={ui('any')}
            value={search.status}
            choices={bookStatuses.map((status) => ({ value: status, label: words(`bookStatus.${status}`) }))}
            onChange={(status) => filter({ status })}
          />
        </div>
        <DataTable
          label={t('label')}
          columns={columns}
          rows={data.rows}
          rowKey={(book) => book.id}
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
          empty={
            isFiltered ? (
              <NextStep
                text={ui('noMatch')}
                action={
                  <Button onClick={() => filter({ text: undefined, kind: undefined, status: undefined })}>
                    {ui('clearFilters')}
                  </Button>
                }
              />
            ) : (
              <NextStep text={t('empty')} action={mayFile ? file : undefined} />
            )
          }
        />
      </section>
    </>
  );
}
