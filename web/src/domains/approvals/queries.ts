import { queryOptions } from '@tanstack/react-query';
import { applicationStatuses } from '../../api/choices';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { ApplicationStatus } from '../../api/types';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export interface ApplicationsSearch extends PagingSearch {
  status?: ApplicationStatus;
}

export function readApplicationsSearch(search: Record<string, unknown>): ApplicationsSearch {
  return { ...readPaging(search), status: readOneOf(search.status, applicationStatuses) };
}

export function readNewApplicationSearch(search: Record<string, unknown>): { matter?: string } {
  return { matter: readText(search.matter) };
}

export function applicationsQuery({ status, cursor }: ApplicationsSearch) {
  const query = { status, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['applications', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/applications', { params: { query } })),
  });
}

export function applicationQuery(application: string) {
  return queryOptions({
    queryKey: ['applications', application],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/applications/{application}', { params: { path: { application } } })),
  });
}

export function mattersQuery({ cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['matters', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/matters', { params: { query } })),
  });
}

export function matterQuery(matter: string) {
  return queryOptions({
    queryKey: ['matters', matter],
    queryFn: async () => dataOf(await api.GET('/api/v1/matters/{matter}', { params: { path: { matter } } })),
  });
}

/** The first two hundred matters, for the choice in a form. */
export const matterChoicesQuery = queryOptions({
  queryKey: ['matters', 'choices'],
  queryFn: async () => dataOf(await api.GET('/api/v1/matters', { params: { query: { limit: 200 } } })).rows,
});

export const restrictionsQuery = queryOptions({
  queryKey: ['restrictions'],
  queryFn: async () =>
    dataOf(await api.GET('/api/v1/restrictions', { params: { query: { limit: 200 } } })).rows,
});
