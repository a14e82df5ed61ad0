import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { PAGE_SIZE, type PagingSearch, readPaging } from '../../ui/paging';

export interface LotsSearch extends PagingSearch {
  /** Lots of which nothing is left as well. */
  all?: true;
  /** What was known then: entries at or after this position do not count. */
  before?: number;
}

export function readLotsSearch(search: Record<string, unknown>): LotsSearch {
  const before = search.before === undefined ? Number.NaN : Number(search.before);
  return {
    ...readPaging(search),
    all: search.all === true || search.all === 'true' ? true : undefined,
    before: Number.isInteger(before) && before >= 0 ? before : undefined,
  };
}

export function lotsQuery(book: string, item: number, { all, before, cursor }: LotsSearch) {
  const query = { open: all ? undefined : true, before_position: before, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['book', book, 'lots', item, query],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/books/{book}/items/{item}/lots', { params: { path: { book, item }, query } }),
      ),
  });
}

export function lotQuery(book: string, lot: number) {
  return queryOptions({
    queryKey: ['book', book, 'lot', lot],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/lots/{lot}', { params: { path: { book, lot } } })),
  });
}

export function bookOfLotsQuery(book: string) {
  return queryOptions({
    queryKey: ['book', book],
    queryFn: async () => dataOf(await api.GET('/api/v1/books/{book}', { params: { path: { book } } })),
  });
}
