import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { Direction } from '../../api/types';
import { PAGE_SIZE, type PagingSearch } from '../../ui/paging';

export interface ExchangeSearch extends PagingSearch {
  direction?: Direction;
}

export function consignmentsQuery({ direction, cursor }: ExchangeSearch) {
  const query = { direction, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['consignments', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/consignments', { params: { query } })),
  });
}

export function consignmentQuery(consignment: string) {
  return queryOptions({
    queryKey: ['consignments', consignment],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/consignments/{consignment}', { params: { path: { consignment } } })),
  });
}

/** The first two hundred partner zones; a zone has a handful. */
export const partnerZonesQuery = queryOptions({
  queryKey: ['partner-zones'],
  queryFn: async () => {
    const page = dataOf(await api.GET('/api/v1/partner-zones', { params: { query: { limit: 200 } } }));
    return page.rows;
  },
});

/** Active books, of one enterprise or of all that the reader sees. */
export function booksToChooseQuery(enterprise?: string) {
  const query = { enterprise, status: 'active' as const, limit: 200 };
  return queryOptions({
    queryKey: ['books', 'choices', enterprise ?? ''],
    queryFn: async () => dataOf(await api.GET('/api/v1/books', { params: { query } })).rows,
  });
}

export function itemsToChooseQuery(book: string | undefined) {
  return queryOptions({
    queryKey: ['books', book ?? '', 'items', 'choices'],
    enabled: book !== undefined,
    queryFn: async () => {
      const path = { book: book ?? '' };
      const answer = await api.GET('/api/v1/books/{book}/items', { params: { path, query: { limit: 200 } } });
      return dataOf(answer).rows.filter((item) => item.status === 'approved');
    },
  });
}
