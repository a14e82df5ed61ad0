import { queryOptions } from '@tanstack/react-query';
import { idleStatuses, landContractStatuses, parcelStatuses, supplyModes } from '../../api/choices';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { IdleStatus, LandContractStatus, ParcelStatus, SupplyMode } from '../../api/types';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export interface ParcelsSearch extends PagingSearch {
  text?: string;
  status?: ParcelStatus;
  clock?: IdleStatus;
  mode?: SupplyMode;
}

export function readParcelsSearch(search: Record<string, unknown>): ParcelsSearch {
  return {
    ...readPaging(search),
    text: readText(search.text),
    status: readOneOf(search.status, parcelStatuses),
    clock: readOneOf(search.clock, idleStatuses),
    mode: readOneOf(search.mode, supplyModes),
  };
}

export function parcelsQuery({ text, status, clock, mode, cursor }: ParcelsSearch) {
  const query = { text, status, clock, supply_mode: mode, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['land', 'parcels', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/land/parcels', { params: { query } })),
  });
}

export interface ContractsSearch extends PagingSearch {
  text?: string;
  status?: LandContractStatus;
  clock?: IdleStatus;
}

export function readContractsSearch(search: Record<string, unknown>): ContractsSearch {
  return {
    ...readPaging(search),
    text: readText(search.text),
    status: readOneOf(search.status, landContractStatuses),
    clock: readOneOf(search.clock, idleStatuses),
  };
}

export function contractsQuery({ text, status, clock, cursor }: ContractsSearch) {
  const query = { text, status, clock, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['land', 'contracts', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/land/contracts', { params: { query } })),
  });
}

/** The parcels of the map: the first two hundred that are not retired; a zone has tens of them. */
export const mapQuery = queryOptions({
  queryKey: ['land', 'map'],
  queryFn: async () =>
    dataOf(await api.GET('/api/v1/land/parcels', { params: { query: { limit: 200 } } })).rows,
});

export function parcelQuery(parcel: string) {
  return queryOptions({
    queryKey: ['land', 'parcel', parcel],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/land/parcels/{parcel}', { params: { path: { parcel } } })),
  });
}

export function contractQuery(contract: string) {
  return queryOptions({
    queryKey: ['land', 'contract', contract],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/land/contracts/{land_contract}', {
          params: { path: { land_contract: contract } },
        }),
      ),
  });
}
