import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { Direction, SlipKind, SlipStatus } from '../../api/types';
import { PAGE_SIZE, type PagingSearch } from '../../ui/paging';

export interface SlipsSearch extends PagingSearch {
  text?: string;
  status?: SlipStatus;
  kind?: SlipKind;
  direction?: Direction;
  /** Slips with which goods of this list pass. */
  list?: string;
  /** Only slips of which a truck is held. */
  held?: true;
}

export function slipsQuery(search: SlipsSearch, limit = PAGE_SIZE) {
  const { text, status, kind, direction, list, held, cursor } = search;
  const query = { text, status, kind, direction, list, held, cursor, limit };
  return queryOptions({
    queryKey: ['slips', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/slips', { params: { query } })),
  });
}

export function slipQuery(slip: string) {
  return queryOptions({
    queryKey: ['slip', slip],
    queryFn: async () => dataOf(await api.GET('/api/v1/slips/{slip}', { params: { path: { slip } } })),
  });
}

export function slipNoteQuery(slip: string) {
  return queryOptions({
    queryKey: ['slip', slip, 'note'],
    // The paper of a slip never changes once it is approved.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => dataOf(await api.GET('/api/v1/slips/{slip}/note', { params: { path: { slip } } })),
  });
}

/** The lists of an enterprise that goods can pass with: submitted or approved. */
export function openListsQuery(enterprise: string | undefined) {
  return queryOptions({
    queryKey: ['lists', 'for-slips', enterprise],
    enabled: enterprise !== undefined,
    queryFn: async () => {
      const pages = await Promise.all(
        (['approved', 'submitted'] as const).map(async (status) =>
          dataOf(await api.GET('/api/v1/lists', { params: { query: { status, enterprise, limit: 200 } } })),
        ),
      );
      return pages.flatMap((page) => page.rows);
    },
  });
}

async function platesOnSlips(list: string): Promise<string[]> {
  const page = dataOf(await api.GET('/api/v1/slips', { params: { query: { list, limit: 200 } } }));
  const used = page.rows.filter((slip) => slip.status !== 'void');
  const details = await Promise.all(
    used.map(async ({ id }) =>
      dataOf(await api.GET('/api/v1/slips/{slip}', { params: { path: { slip: id } } })),
    ),
  );
  return details.flatMap((detail) => detail.trucks.map((truck) => truck.plate));
}

/** The trucks that every one of these lists still waits for and that no other slip names. */
export function awaitedTrucksQuery(lists: readonly string[]) {
  return queryOptions({
    queryKey: ['slips', 'awaited-trucks', lists],
    enabled: lists.length > 0,
    queryFn: async () => {
      const awaited = await Promise.all(
        lists.map(async (list) => {
          const detail = dataOf(await api.GET('/api/v1/lists/{list}', { params: { path: { list } } }));
          const taken = await platesOnSlips(list);
          const open = detail.trucks.filter((truck) => !truck.passed_at).map((truck) => truck.plate);
          return open.filter((plate) => !taken.includes(plate));
        }),
      );
      const [first = [], ...others] = awaited;
      return first.filter((plate) => others.every((plates) => plates.includes(plate)));
    },
  });
}
