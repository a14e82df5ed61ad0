import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export const partyTabs = ['enterprises', 'groups', 'mandates'] as const;
export type PartyTab = (typeof partyTabs)[number];

export interface PartiesSearch extends PagingSearch {
  tab?: PartyTab;
  text?: string;
}

export function readPartiesSearch(search: Record<string, unknown>): PartiesSearch {
  return { ...readPaging(search), tab: readOneOf(search.tab, partyTabs), text: readText(search.text) };
}

export function enterprisesQuery({ text, cursor }: PartiesSearch) {
  const query = { text, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['enterprises', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/enterprises', { params: { query } })),
  });
}

export function groupsQuery({ cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['groups', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/groups', { params: { query } })),
  });
}

export function mandatesQuery({ cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['mandates', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/mandates', { params: { query } })),
  });
}
