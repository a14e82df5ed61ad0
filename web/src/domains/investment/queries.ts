import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { PagingSearch } from '../../ui/paging';

/** The board shows the pipeline whole, as far as a page reaches. */
export function projectsQuery({ cursor }: PagingSearch) {
  const query = { cursor, limit: 200 };
  return queryOptions({
    queryKey: ['investment-projects', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/investment-projects', { params: { query } })),
  });
}

export function projectQuery(project: string) {
  return queryOptions({
    queryKey: ['investment-projects', project],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/investment-projects/{project}', { params: { path: { project } } })),
  });
}
