import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { Role } from '../../api/types';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging } from '../../ui/paging';

export const worklistTabs = ['tasks', 'due'] as const;

export interface WorklistSearch extends PagingSearch {
  tab?: (typeof worklistTabs)[number];
}

export function readWorklistSearch(search: Record<string, unknown>): WorklistSearch {
  return { ...readPaging(search), tab: readOneOf(search.tab, worklistTabs) };
}

export function tasksQuery({ cursor }: PagingSearch, limit = PAGE_SIZE, role?: Role) {
  const query = { cursor, limit, role };
  return queryOptions({
    queryKey: ['tasks', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/tasks', { params: { query } })),
  });
}

export function dueDatesQuery({ cursor }: PagingSearch, limit = PAGE_SIZE, desk?: Role) {
  const query = { cursor, limit, desk };
  return queryOptions({
    queryKey: ['due-dates', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/due-dates', { params: { query } })),
  });
}

export const exceptionStates = ['open', 'resolved'] as const;

export interface ExceptionsSearch extends PagingSearch {
  state?: (typeof exceptionStates)[number];
}

export function readExceptionsSearch(search: Record<string, unknown>): ExceptionsSearch {
  return { ...readPaging(search), state: readOneOf(search.state, exceptionStates) };
}

export function exceptionsQuery({ state, cursor }: ExceptionsSearch, limit = PAGE_SIZE) {
  const query = { state, cursor, limit };
  return queryOptions({
    queryKey: ['exceptions', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/exceptions', { params: { query } })),
  });
}
