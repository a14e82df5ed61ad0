import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client';
import { dataOf } from '../api/problem';

/** Slips of which a truck is held now; a zone has few, so they are counted as they are listed. */
export const heldSlipsQuery = queryOptions({
  queryKey: ['slips', 'held-count'],
  queryFn: async () => {
    const page = dataOf(await api.GET('/api/v1/slips', { params: { query: { held: true, limit: 200 } } }));
    return page.rows.reduce((sum, slip) => sum + slip.trucks_held, 0);
  },
});

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: async () => dataOf(await api.GET('/api/v1/overview')),
});
