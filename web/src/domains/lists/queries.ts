import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { Direction, ListStatus, Movement } from '../../api/types';
import { PAGE_SIZE, type PagingSearch } from '../../ui/paging';

export interface ListsSearch extends PagingSearch {
  text?: string;
  status?: ListStatus;
  direction?: Direction;
  movement?: Movement;
}

export function listsQuery({ text, status, direction, movement, cursor }: ListsSearch, limit = PAGE_SIZE) {
  const query = { text, status, direction, movement, cursor, limit };
  return queryOptions({
    queryKey: ['lists', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/lists', { params: { query } })),
  });
}

export function listQuery(list: string) {
  return queryOptions({
    queryKey: ['list', list],
    queryFn: async () => dataOf(await api.GET('/api/v1/lists/{list}', { params: { path: { list } } })),
  });
}

export function linesQuery(list: string, { cursor }: PagingSearch, limit = PAGE_SIZE) {
  const query = { cursor, limit };
  return queryOptions({
    queryKey: ['list', list, 'lines', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/lists/{list}/lines', { params: { path: { list }, query } })),
  });
}

/** Every line of a list, for changing a draft. A list has at most 1,000 lines: five pages. */
export function allLinesQuery(list: string) {
  return queryOptions({
    queryKey: ['list', list, 'all-lines'],
    queryFn: async () => {
      const lines = [];
      let cursor: string | undefined;
      do {
        const page = dataOf(
          await api.GET('/api/v1/lists/{list}/lines', {
            params: { path: { list }, query: { cursor, limit: 200 } },
          }),
        );
        lines.push(...page.rows);
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
      return lines;
    },
  });
}

export function listPostingsQuery(list: string, { cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['list', list, 'postings', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/lists/{list}/postings', { params: { path: { list }, query } })),
  });
}

/** The products that the items of a list are stated to be. */
export function listProductsQuery(list: string) {
  return queryOptions({
    queryKey: ['list', list, 'products'],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/lists/{list}/products', { params: { path: { list } } })),
  });
}

/** Where the goods of a list came from, and the lots that it opened. */
export function listTraceQuery(list: string) {
  return queryOptions({
    queryKey: ['list', list, 'trace'],
    queryFn: async () => dataOf(await api.GET('/api/v1/lists/{list}/trace', { params: { path: { list } } })),
  });
}

/** The pass slips with which goods of a list pass. */
export function listSlipsQuery(list: string) {
  const query = { list, limit: 50 };
  return queryOptions({
    queryKey: ['slips', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/slips', { params: { query } })),
  });
}

/** The books that a list can be drafted for. */
export const openBooksQuery = queryOptions({
  queryKey: ['books', 'open'],
  queryFn: async () => dataOf(await api.GET('/api/v1/books', { params: { query: { limit: 200 } } })).rows,
});

/** The approved items of a book that lines can name. Bounded: the first thousand. */
export function lineItemsQuery(book: string) {
  return queryOptions({
    queryKey: ['book', book, 'line-items'],
    queryFn: async () => {
      const items = [];
      let cursor: string | undefined;
      do {
        const page = dataOf(
          await api.GET('/api/v1/books/{book}/items', {
            params: { path: { book }, query: { cursor, limit: 200 } },
          }),
        );
        items.push(...page.rows);
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined && items.length < 1000);
      return items;
    },
  });
}

/** The versions that lines of products can carry. */
export function lineVersionsQuery(book: string) {
  return queryOptions({
    queryKey: ['book', book, 'line-versions'],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/books/{book}/boms', { params: { path: { book }, query: { limit: 200 } } }),
      ).rows,
  });
}
