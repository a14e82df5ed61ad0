import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export const partnerTabs = ['institutions', 'platforms'] as const;
export type PartnerTab = (typeof partnerTabs)[number];
export const partnerStates = ['going_on', 'ended'] as const;

export interface PartnersSearch extends PagingSearch {
  tab?: PartnerTab;
  text?: string;
  state?: (typeof partnerStates)[number];
}

export function readPartnersSearch(search: Record<string, unknown>): PartnersSearch {
  return {
    ...readPaging(search),
    tab: readOneOf(search.tab, partnerTabs),
    text: readText(search.text),
    state: readOneOf(search.state, partnerStates),
  };
}

function asked({ text, state, cursor }: PartnersSearch) {
  return { text, is_ended: state === undefined ? undefined : state === 'ended', cursor, limit: PAGE_SIZE };
}

export function institutionsQuery(search: PartnersSearch) {
  const query = asked(search);
  return queryOptions({
    queryKey: ['institutions', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/institutions', { params: { query } })),
  });
}

export function platformsQuery(search: PartnersSearch) {
  const query = asked(search);
  return queryOptions({
    queryKey: ['platforms', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/platforms', { params: { query } })),
  });
}

/** Those with whom the cooperation goes on, for the choice of who carries a platform. */
export const membersQuery = queryOptions({
  queryKey: ['institutions', 'choices'],
  queryFn: async () => {
    const query = { is_ended: false, limit: 200 };
    return dataOf(await api.GET('/api/v1/institutions', { params: { query } })).rows;
  },
});

export function institutionQuery(institution: string) {
  return queryOptions({
    queryKey: ['institutions', institution],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/institutions/{institution}', { params: { path: { institution } } })),
  });
}

export function platformQuery(platform: string) {
  return queryOptions({
    queryKey: ['platforms', platform],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/platforms/{platform}', { params: { path: { platform } } })),
  });
}
