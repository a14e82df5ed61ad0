import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type { CommandAnswer, FileFinding, ListContent, ListOfFile, ListSummary } from '../../api/types';

// What can be done with a list, one function each. The revision is the one that the user saw.

function change(list: ListSummary, key: string) {
  return { path: { list: list.id }, header: changeHeaders(list.revision, key) };
}

export async function draftList(book: string, content: ListContent, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/lists', { params: { header: keyHeader(key) }, body: { book, ...content } }),
  );
}

interface ReadFile {
  name: string;
  /** Tells two readings of one file apart. */
  readAt: number;
  lists: ListOfFile[];
  findings: FileFinding[];
  /** Findings beyond those that are told. */
  leftOut: number;
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Has the server read a list file. Nothing is drafted. */
export async function readListFile(file: File): Promise<ReadFile> {
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : WORKBOOK;
  const answer = await api.POST('/api/v1/files/list-lines', {
    body: '',
    bodySerializer: () => file,
    headers: { 'Content-Type': type },
  });
  const about = { name: file.name, readAt: performance.now() };
  const error = answer.error;
  if (error !== undefined && 'findings' in error) {
    return { ...about, lists: [], findings: error.findings, leftOut: error.findings_left_out };
  }
  return { ...about, lists: dataOf(answer).lists, findings: [], leftOut: 0 };
}

export async function amendList(list: ListSummary, body: ListContent, key: string): Promise<CommandAnswer> {
  return dataOf(await api.PUT('/api/v1/lists/{list}', { params: change(list, key), body }));
}

export async function submitList(list: ListSummary, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/lists/{list}/submit', { params: change(list, key), body: {} }));
}

export async function approveList(list: ListSummary, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/lists/{list}/approve', { params: change(list, key), body: {} }));
}

export async function returnList(list: ListSummary, reason: string, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/lists/{list}/return', { params: change(list, key), body: { reason } }),
  );
}

export interface TruckCorrectionInput {
  trucks: string[];
  annulled: string[];
  reason: string;
}

export async function correctTrucks(
  list: ListSummary,
  body: TruckCorrectionInput,
  key: string,
): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/lists/{list}/correct-trucks', { params: change(list, key), body }));
}

export async function deleteList(list: ListSummary, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/lists/{list}/delete', { params: change(list, key), body: {} }));
}

export async function reverseList(list: ListSummary, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/lists/{list}/reverse', {
      params: { path: { list: list.id }, header: keyHeader(key) },
      body: {},
    }),
  );
}
