import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { PAGE_SIZE, type PagingSearch } from '../../ui/paging';

export function poolsQuery({ cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['pools', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/pools', { params: { query } })),
  });
}

export function poolQuery(pool: string) {
  return queryOptions({
    queryKey: ['pools', pool],
    queryFn: async () => dataOf(await api.GET('/api/v1/pools/{pool}', { params: { path: { pool } } })),
  });
}

export function drawsQuery(pool: string, { cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['pools', pool, 'draws', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/pools/{pool}/draws', { params: { path: { pool }, query } })),
  });
}
