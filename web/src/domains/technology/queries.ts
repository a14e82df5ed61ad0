import { queryOptions } from '@tanstack/react-query';
import { disclosureStatuses, technologyContractStatuses } from '../../api/choices';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { DisclosureStatus, TechnologyContractStatus } from '../../api/types';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export const technologyTabs = ['disclosures', 'contracts', 'tax'] as const;
export type TechnologyTab = (typeof technologyTabs)[number];

export interface TechnologySearch extends PagingSearch {
  tab?: TechnologyTab;
  disclosed?: DisclosureStatus;
  contract?: TechnologyContractStatus;
  enterprise?: string;
  year?: number;
}

function readYear(value: unknown): number | undefined {
  const year = Number(value);
  return Number.isInteger(year) && year >= 1 && year <= 9999 ? year : undefined;
}

export function readTechnologySearch(search: Record<string, unknown>): TechnologySearch {
  return {
    ...readPaging(search),
    tab: readOneOf(search.tab, technologyTabs),
    disclosed: readOneOf(search.disclosed, disclosureStatuses),
    contract: readOneOf(search.contract, technologyContractStatuses),
    enterprise: readText(search.enterprise),
    year: readYear(search.year),
  };
}

export function disclosuresQuery({ disclosed: status, cursor }: TechnologySearch) {
  const query = { status, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['disclosures', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/disclosures', { params: { query } })),
  });
}

export function disclosureQuery(disclosure: string) {
  return queryOptions({
    queryKey: ['disclosures', disclosure],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/disclosures/{disclosure}', { params: { path: { disclosure } } })),
  });
}

export function contractsQuery({ contract: status, cursor }: TechnologySearch) {
  const query = { status, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['technology-contracts', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/technology-contracts', { params: { query } })),
  });
}

/** The contracts about one disclosure; few, so a page has them. */
export function contractsOfQuery(disclosure: string) {
  const query = { disclosure, limit: 200 };
  return queryOptions({
    queryKey: ['technology-contracts', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/technology-contracts', { params: { query } })).rows,
  });
}

export function contractQuery(contract: string) {
  return queryOptions({
    queryKey: ['technology-contracts', contract],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/technology-contracts/{technology_contract}', {
          params: { path: { technology_contract: contract } },
        }),
      ),
  });
}

export function taxYearQuery(enterprise: string, year: number) {
  return queryOptions({
    queryKey: ['technology-income-tax', enterprise, year],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/enterprises/{enterprise}/technology-income-tax', {
          params: { path: { enterprise }, query: { year } },
        }),
      ),
  });
}
