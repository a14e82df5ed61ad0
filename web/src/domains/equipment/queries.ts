import { queryOptions } from '@tanstack/react-query';
import { equipmentStatuses } from '../../api/choices';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { EquipmentStatus } from '../../api/types';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export interface EquipmentSearch extends PagingSearch {
  text?: string;
  status?: EquipmentStatus;
}

export function readEquipmentSearch(search: Record<string, unknown>): EquipmentSearch {
  return {
    ...readPaging(search),
    text: readText(search.text),
    status: readOneOf(search.status, equipmentStatuses),
  };
}

export function readNewEquipmentSearch(search: Record<string, unknown>): { list?: string; line?: number } {
  const line = Number(search.line);
  return {
    list: readText(search.list),
    line: search.line !== undefined && Number.isInteger(line) && line > 0 ? line : undefined,
  };
}

export function allEquipmentQuery({ text, status, cursor }: EquipmentSearch) {
  const query = { text, status, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['equipment', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/equipment', { params: { query } })),
  });
}

const HISTORY_MAX = 200;

/** What happened to a machine, oldest first; a machine has few steps. */
export function equipmentHistoryQuery(equipment: string) {
  return queryOptions({
    queryKey: ['equipment', equipment, 'history'],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/equipment/{equipment}/history', {
          params: { path: { equipment }, query: { limit: HISTORY_MAX } },
        }),
      ).rows,
  });
}

export function equipmentQuery(equipment: string) {
  return queryOptions({
    queryKey: ['equipment', equipment],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/equipment/{equipment}', { params: { path: { equipment } } })),
  });
}

/** Posted inbound lists, from which equipment can be registered. */
export const postedListsQuery = queryOptions({
  queryKey: ['lists', 'posted-inbound'],
  queryFn: async () =>
    dataOf(
      await api.GET('/api/v1/lists', {
        params: { query: { status: 'posted', direction: 'inbound', limit: 200 } },
      }),
    ).rows,
});

export function linesOfQuery(list: string | undefined) {
  return queryOptions({
    queryKey: ['list', list, 'lines', 'for-equipment'],
    enabled: list !== undefined,
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/lists/{list}/lines', {
          params: { path: { list: list ?? '' }, query: { limit: 200 } },
        }),
      ).rows,
  });
}
