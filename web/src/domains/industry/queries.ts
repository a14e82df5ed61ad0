import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { Counted } from '../../api/types';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export const counteds: readonly Counted[] = ['employees', 'firms'];

export interface IndustrySearch extends PagingSearch {
  scheme?: string;
  scope?: string;
  base?: string;
  counted?: Counted;
  class?: string;
}

export function readIndustrySearch(search: Record<string, unknown>): IndustrySearch {
  return {
    ...readPaging(search),
    scheme: readText(search.scheme),
    scope: readText(search.scope),
    base: readText(search.base),
    counted: readOneOf(search.counted, counteds),
    class: readText(search.class),
  };
}

export const classificationsQuery = queryOptions({
  queryKey: ['industry', 'classifications'],
  queryFn: async () => dataOf(await api.GET('/api/v1/industry/classifications', {})).classifications,
});

interface Compared {
  scheme: string;
  scope: string;
  base: string;
  counted: Counted;
}

export function dashboardQuery(query: Compared) {
  return queryOptions({
    queryKey: ['industry', 'dashboard', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/industry/dashboard', { params: { query } })),
  });
}

export function mappedEnterprisesQuery(scheme: string, { class: of, cursor }: IndustrySearch) {
  const query = { scheme, class: of, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['industry', 'enterprises', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/industry/enterprises', { params: { query } })),
  });
}

export function enterpriseClassesQuery(enterprise: string) {
  return queryOptions({
    queryKey: ['industry', 'enterprise', enterprise],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/industry/enterprises/{enterprise}', { params: { path: { enterprise } } }),
      ),
  });
}
