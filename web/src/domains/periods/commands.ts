import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders } from '../../api/revision';
import type { CommandAnswer, DifferenceCause, NewCountRow, Period } from '../../api/types';

// What can be done with the running period of a book, one function each. The revision is the one that the user saw.

export interface Running {
  book: string;
  period: Period;
}

function change({ book, period }: Running, key: string) {
  return { path: { book }, header: changeHeaders(period.revision, key) };
}

export async function announceCount(of: Running, cutoff: string, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/books/{book}/period/announce', { params: change(of, key), body: { cutoff } }),
  );
}

export async function withdrawCount(of: Running, reason: string, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/books/{book}/period/withdraw', { params: change(of, key), body: { reason } }),
  );
}

export async function recordCount(of: Running, rows: NewCountRow[], key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/books/{book}/period/count', { params: change(of, key), body: { rows } }),
  );
}

export async function completeCount(of: Running, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/books/{book}/period/complete', { params: change(of, key), body: {} }),
  );
}

export async function reopenCount(of: Running, reason: string, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/books/{book}/period/reopen', { params: change(of, key), body: { reason } }),
  );
}

export interface ExplanationInput {
  item: number;
  cause: DifferenceCause;
  text: string;
}

export async function explainDifference(
  of: Running,
  explanation: ExplanationInput,
  key: string,
): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/books/{book}/period/explain', {
      params: change(of, key),
      body: { explanations: [explanation] },
    }),
  );
}

export async function applyVerification(of: Running, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/books/{book}/period/apply', { params: change(of, key), body: {} }));
}

export async function returnVerification(of: Running, reason: string, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/books/{book}/period/return', { params: change(of, key), body: { reason } }),
  );
}

export async function acceptVerification(of: Running, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/books/{book}/period/accept', { params: change(of, key), body: {} }));
}

export async function closeVerification(of: Running, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/books/{book}/period/close', { params: change(of, key), body: {} }));
}
