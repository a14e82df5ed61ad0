import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { PAGE_SIZE, type PagingSearch } from '../../ui/paging';

/** The tokens of whoever is signed in. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async () => dataOf(await api.GET('/api/v1/tokens')),
});

export function usersQuery({ cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['users', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/users', { params: { query } })),
  });
}
