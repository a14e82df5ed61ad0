import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client';
import { dataOf } from '../api/problem';

/** The first two hundred enterprises, for choices in forms; a zone has tens of them. */
export const enterpriseChoicesQuery = queryOptions({
  queryKey: ['enterprises', 'choices'],
  queryFn: async () => {
    const page = dataOf(await api.GET('/api/v1/enterprises', { params: { query: { limit: 200 } } }));
    return page.rows.map((one) => ({
      value: one.id,
      label: `${one.name} · ${one.credit_code}`,
      name: one.name,
    }));
  },
});
