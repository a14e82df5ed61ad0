import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client';
import { dataOf } from '../api/problem';

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: async () => dataOf(await api.GET('/api/v1/overview')),
});
