import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { Slip } from '../../api/types';

const KEY = 'etown.gate.key';
const TOLERANCE = 'etown.gate.tolerance';
const WEIGHT_TOLERANCE = 'bonded.gate.weight_tolerance_percent';

/** What a lane keeps for the time when its link is down. */
export interface Kept {
  key: string | undefined;
  tolerancePercent: string | undefined;
}

export function readKept(storage: Storage): Kept {
  return {
    key: storage.getItem(KEY) ?? undefined,
    tolerancePercent: storage.getItem(TOLERANCE) ?? undefined,
  };
}

/** The gate key and the tolerance, fetched while there is a link and kept for when there is none. */
export const keptQuery = queryOptions({
  queryKey: ['gate', 'kept'],
  staleTime: 300_000,
  queryFn: async (): Promise<Kept> => {
    const { key } = dataOf(await api.GET('/api/v1/gate/key'));
    const parameters = dataOf(await api.GET('/api/v1/parameters', { params: { query: {} } })).rows;
    const tolerance = parameters.find((one) => one.name === WEIGHT_TOLERANCE)?.value;
    window.localStorage.setItem(KEY, key);
    if (tolerance !== undefined) {
      window.localStorage.setItem(TOLERANCE, tolerance);
    }
    return { key, tolerancePercent: tolerance };
  },
});

export function laneSlipQuery(slip: string | undefined) {
  return queryOptions({
    queryKey: ['gate', 'slip', slip],
    enabled: slip !== undefined,
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/slips/{slip}', { params: { path: { slip: slip ?? '' } } })),
  });
}

const HELD_MAX = 50;

/** The trucks that are held now, the one that waits longest first. */
export const heldTrucksQuery = queryOptions({
  queryKey: ['gate', 'held'],
  refetchInterval: 30_000,
  queryFn: async () =>
    dataOf(await api.GET('/api/v1/gate/held-trucks', { params: { query: { limit: HELD_MAX } } })).rows,
});

/** Slips whose number or plates hold the text; those that trucks can pass with first. */
export async function findSlips(text: string): Promise<Slip[]> {
  const page = dataOf(await api.GET('/api/v1/slips', { params: { query: { text, limit: 20 } } }));
  const exact = page.rows.filter((slip) => slip.number === text);
  const open = page.rows.filter((slip) => slip.status === 'approved');
  return exact.length > 0 ? exact : open.length > 0 ? open : page.rows;
}

export async function checkNoteOnline(note: string): Promise<{ isIntact: boolean; slip: string | null }> {
  const checked = dataOf(await api.POST('/api/v1/gate/check-note', { body: { note } }));
  return { isIntact: checked.is_intact, slip: checked.slip ?? null };
}
