import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bookPurposes } from '../../api/choices';
import type { Book } from '../../api/types';
import { ListsTable } from '../../shared/ListsTable';
import { PostingsTable } from '../../shared/PostingsTable';
import { ChoiceFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import type { PagingSearch } from '../../ui/paging';
import { bookListsQuery, bookPostingsQuery } from './queries';

const route = getRouteApi('/shell/books/$book');

function usePaging(nextCursor: string | null | undefined) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book' });
  return {
    search,
    nextCursor,
    onChange: (paging: PagingSearch) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
  };
}

export function BookListsTab({ book }: { book: Book }) {
  const { t } = useTranslation('lists');
  const { data } = useSuspenseQuery(bookListsQuery(book.id, route.useSearch()));
  const paging = usePaging(data.next_cursor);
  return (
    <ListsTable rows={data.rows} paging={paging} showsBook={false} empty={<NextStep text={t('empty')} />} />
  );
}

export function BookPostingsTab({ book }: { book: Book }) {
  const { t } = useTranslation('books');
  const ui = useTranslation('ui').t;
  const words = useTranslation('enums').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book' });
  const { data } = useSuspenseQuery(bookPostingsQuery(book.id, search));
  const paging = usePaging(data.next_cursor);
  return (
    <>
      <div className="filters">
        <ChoiceFilter
          label={t('posting.purpose')}
          anyLabel={ui('any')}
          value={search.purpose}
          choices={bookPurposes.map((one) => ({ value: one, label: words(`purpose.${one}`) }))}
          onChange={(purpose) => void navigate({ search: { tab: 'postings', purpose } })}
        />
      </div>
      <PostingsTable rows={data.rows} paging={paging} />
    </>
  );
}
