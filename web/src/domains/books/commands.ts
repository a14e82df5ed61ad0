import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders } from '../../api/revision';
import type { Book, CommandAnswer, Item, Pause } from '../../api/types';

// What can be done with a book, one function each. The revision is the one that the user saw.

function change(book: Book, key: string) {
  return { path: { book: book.id }, header: changeHeaders(book.revision, key) };
}

export async function submitBook(book: Book, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/books/{book}/submit', { params: change(book, key), body: {} }));
}

export async function approveBook(book: Book, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/books/{book}/approve', { params: change(book, key), body: {} }));
}

export async function approveFilings(book: Book, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/books/{book}/approve-filings', { params: change(book, key), body: {} }),
  );
}

export async function closeBook(book: Book, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/books/{book}/close', { params: change(book, key), body: {} }));
}

export async function returnBook(book: Book, reason: string, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/books/{book}/return', { params: change(book, key), body: { reason } }),
  );
}

export async function pauseBook(
  book: Book,
  body: { pause: Pause; reason: string },
  key: string,
): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/books/{book}/pause', { params: change(book, key), body }));
}

export async function pauseItem(
  book: Book,
  item: Item,
  body: { pause: Pause; reason: string },
  key: string,
): Promise<CommandAnswer> {
  const { path, header } = change(book, key);
  return dataOf(
    await api.POST('/api/v1/books/{book}/items/{item}/pause', {
      params: { path: { ...path, item: item.number }, header },
      body,
    }),
  );
}
