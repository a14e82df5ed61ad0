import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { PAGE_SIZE, type PagingSearch, readPaging, readText } from '../../ui/paging';
import { instantOf } from '../../ui/zoneTime';

export interface JournalSearch extends PagingSearch {
  kind?: string;
  subject?: string;
  /** First and last day in the zone's time. */
  from?: string;
  until?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function readDay(value: unknown): string | undefined {
  const text = readText(value);
  return text !== undefined && DAY.test(text) ? text : undefined;
}

export function readJournalSearch(search: Record<string, unknown>): JournalSearch {
  return {
    ...readPaging(search),
    kind: readText(search.kind),
    subject: readText(search.subject),
    from: readDay(search.from),
    until: readDay(search.until),
  };
}

export function entriesQuery({ kind, subject, from, until, cursor }: JournalSearch) {
  const query = {
    kind,
    subject,
    from: from === undefined ? undefined : instantOf(`${from}T00:00:00`),
    until: until === undefined ? undefined : instantOf(`${until}T23:59:59`)?.replace('Z', '.999999Z'),
    cursor,
    limit: PAGE_SIZE,
  };
  return queryOptions({
    queryKey: ['journal', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/journal/entries', { params: { query } })),
  });
}

export function entryQuery(position: number) {
  return queryOptions({
    queryKey: ['journal', 'entry', position],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/journal/entries/{position}', { params: { path: { position } } })),
  });
}

export const refusalsQuery = queryOptions({
  queryKey: ['reference', 'refusals'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async () => dataOf(await api.GET('/api/v1/reference/refusals')).rows,
});
