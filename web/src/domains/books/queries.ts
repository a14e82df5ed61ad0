import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { BookKind, BookStatus, ItemClass, Purpose } from '../../api/types';
import { PAGE_SIZE, type PagingSearch } from '../../ui/paging';

export interface BooksSearch extends PagingSearch {
  text?: string;
  kind?: BookKind;
  status?: BookStatus;
}

export function booksQuery({ text, kind, status, cursor }: BooksSearch) {
  const query = { text, kind, status, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['books', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/books', { params: { query } })),
  });
}

export function bookQuery(book: string) {
  return queryOptions({
    queryKey: ['book', book],
    queryFn: async () => dataOf(await api.GET('/api/v1/books/{book}', { params: { path: { book } } })),
  });
}

export interface ItemsSearch extends PagingSearch {
  text?: string;
  class?: ItemClass;
}

export function itemsQuery(book: string, search: ItemsSearch, limit: number = PAGE_SIZE) {
  const query = { text: search.text, class: search.class, cursor: search.cursor, limit };
  return queryOptions({
    queryKey: ['book', book, 'items', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/items', { params: { path: { book }, query } })),
  });
}

export function bomsQuery(book: string, { cursor }: PagingSearch, limit: number = PAGE_SIZE) {
  const query = { cursor, limit };
  return queryOptions({
    queryKey: ['book', book, 'boms', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/boms', { params: { path: { book }, query } })),
  });
}

export interface PostingsSearch extends PagingSearch {
  purpose?: Purpose;
}

export function bookPostingsQuery(book: string, { purpose, cursor }: PostingsSearch) {
  const query = { purpose, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['book', book, 'postings', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/postings', { params: { path: { book }, query } })),
  });
}

export function bookListsQuery(book: string, { cursor }: PagingSearch) {
  const query = { book, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['lists', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/lists', { params: { query } })),
  });
}

export function bookPeriodsQuery(book: string, { cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['book', book, 'periods', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/periods', { params: { path: { book }, query } })),
  });
}

export function bookPeriodQuery(book: string, period: number) {
  return queryOptions({
    queryKey: ['book', book, 'period', period],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/periods/{period}', { params: { path: { book, period } } })),
  });
}
