import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export const parameterTabs = ['parameters', 'calendar', 'commodities', 'negativeList', 'points'] as const;
export type ParameterTab = (typeof parameterTabs)[number];

export interface ParametersSearch extends PagingSearch {
  tab?: ParameterTab;
  date?: string;
  text?: string;
  prefix?: string;
  edition?: string;
}

export function readParametersSearch(search: Record<string, unknown>): ParametersSearch {
  const date = readText(search.date);
  const prefix = readText(search.prefix);
  return {
    ...readPaging(search),
    tab: readOneOf(search.tab, parameterTabs),
    date: date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined,
    text: readText(search.text),
    prefix: prefix !== undefined && /^\d{1,10}$/.test(prefix) ? prefix : undefined,
    edition: readText(search.edition),
  };
}

export function parametersQuery(date: string | undefined) {
  return queryOptions({
    queryKey: ['parameters', date ?? 'today'],
    queryFn: async () => dataOf(await api.GET('/api/v1/parameters', { params: { query: { date } } })),
  });
}

export const calendarQuery = queryOptions({
  queryKey: ['calendar-years'],
  queryFn: async () => dataOf(await api.GET('/api/v1/calendar-years')).rows,
});

export function commoditiesQuery({ text, prefix, cursor }: ParametersSearch) {
  const query = { text, prefix, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['commodities', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/commodities', { params: { query } })),
  });
}

export const negativeListsQuery = queryOptions({
  queryKey: ['negative-lists'],
  queryFn: async () => dataOf(await api.GET('/api/v1/negative-lists', {})),
});

export const pointsTablesQuery = queryOptions({
  queryKey: ['points-tables'],
  queryFn: async () => dataOf(await api.GET('/api/v1/points-tables', {})),
});
