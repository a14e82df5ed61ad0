import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { Purpose } from '../../api/types';
import { PAGE_SIZE, type PagingSearch } from '../../ui/paging';
import type { PeriodsSearch } from './search';

/** Which period of which book. */
export interface PeriodKey {
  book: string;
  period: number;
}

/** The periods of all books that the user may see. */
export function allPeriodsQuery({ text, status, due, cursor }: PeriodsSearch) {
  const query = { text, status, due, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['periods', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/periods', { params: { query } })),
  });
}

export function bookOfPeriodQuery(book: string) {
  return queryOptions({
    queryKey: ['book', book],
    queryFn: async () => dataOf(await api.GET('/api/v1/books/{book}', { params: { path: { book } } })),
  });
}

export function periodQuery({ book, period }: PeriodKey) {
  return queryOptions({
    queryKey: ['book', book, 'period', period],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/periods/{period}', { params: { path: { book, period } } })),
  });
}

export function rowsQuery(path: PeriodKey, search: PagingSearch & { differences?: true }, limit = PAGE_SIZE) {
  const query = { differences: search.differences, cursor: search.cursor, limit };
  return queryOptions({
    queryKey: ['book', path.book, 'period', path.period, 'rows', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/periods/{period}/rows', { params: { path, query } })),
  });
}

export function rowQuery(key: PeriodKey, item: number) {
  const path = { ...key, item };
  return queryOptions({
    queryKey: ['book', key.book, 'period', key.period, 'row', item],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/periods/{period}/rows/{item}', { params: { path } })),
  });
}

const COUNT_PAGES_MAX = 25;

/** What was counted, whole: some thousand rows at most. */
export function countQuery(path: PeriodKey) {
  return queryOptions({
    queryKey: ['book', path.book, 'period', path.period, 'count'],
    queryFn: async () => {
      const rows = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = dataOf(
          await api.GET('/api/v1/books/{book}/periods/{period}/count', {
            params: { path, query: { cursor, limit: 200 } },
          }),
        );
        rows.push(...page.rows);
        cursor = page.next_cursor ?? undefined;
        pages += 1;
      } while (cursor !== undefined && pages < COUNT_PAGES_MAX);
      return { rows, isWhole: cursor === undefined };
    },
  });
}

export function versionsQuery(book: string) {
  return queryOptions({
    queryKey: ['book', book, 'boms', 'for-count'],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/books/{book}/boms', { params: { path: { book }, query: { limit: 200 } } }),
      ).rows,
  });
}

export function issuesQuery(book: string, { cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['book', book, 'issues', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/issues', { params: { path: { book }, query } })),
  });
}

/** One account of an item, and the value dates that count. */
export interface AccountAsked {
  item: number;
  purpose: Purpose;
  from?: string;
  until?: string;
}

const POSTING_PAGES_MAX = 10;

/** The postings of an account, up to two thousand; whether that is all of them is told. */
export function accountQuery(book: string, { item, purpose, from, until }: AccountAsked) {
  return queryOptions({
    queryKey: ['book', book, 'account', { item, purpose, from, until }],
    queryFn: async () => {
      const rows = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const query = { item, purpose, from, until, cursor, limit: 200 };
        const page = dataOf(
          await api.GET('/api/v1/books/{book}/postings', { params: { path: { book }, query } }),
        );
        rows.push(...page.rows);
        cursor = page.next_cursor ?? undefined;
        pages += 1;
      } while (cursor !== undefined && pages < POSTING_PAGES_MAX);
      return { rows, isWhole: cursor === undefined };
    },
  });
}

export function lotsOfItemQuery(book: string, item: number) {
  return queryOptions({
    queryKey: ['book', book, 'lots', item, 'for-period'],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/books/{book}/items/{item}/lots', {
          params: { path: { book, item }, query: { limit: 200 } },
        }),
      ),
  });
}
