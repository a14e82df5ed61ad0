import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';

export const programmesQuery = queryOptions({
  queryKey: ['programmes'],
  queryFn: async () => dataOf(await api.GET('/api/v1/programmes')).rows,
});

export function programmeQuery(programme: string) {
  return queryOptions({
    queryKey: ['programmes', programme],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/programmes/{programme}', { params: { path: { programme } } })),
  });
}

export function keyTaskQuery(task: string) {
  return queryOptions({
    queryKey: ['key-tasks', task],
    queryFn: async () => dataOf(await api.GET('/api/v1/key-tasks/{task}', { params: { path: { task } } })),
  });
}

export const pilotsQuery = queryOptions({
  queryKey: ['pilots'],
  queryFn: async () => dataOf(await api.GET('/api/v1/pilots')).rows,
});

export function pilotQuery(pilot: string) {
  return queryOptions({
    queryKey: ['pilots', pilot],
    queryFn: async () => dataOf(await api.GET('/api/v1/pilots/{pilot}', { params: { path: { pilot } } })),
  });
}

/** The latest entries that the user may read, from which evidence is chosen. */
export function entriesToCiteQuery(text: string) {
  const query = { subject: text === '' ? undefined : text, limit: 50 };
  return queryOptions({
    queryKey: ['entries-to-cite', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/journal/entries', { params: { query } })).rows,
  });
}
