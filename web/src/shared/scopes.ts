import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client';
import { dataOf } from '../api/problem';

/** The zone and the areas around it. */
export const scopesQuery = queryOptions({
  queryKey: ['scopes'],
  queryFn: async () => dataOf(await api.GET('/api/v1/scopes', {})),
});
