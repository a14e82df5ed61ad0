import { ProblemError } from '../../api/problem';
import type { ListOfFile } from '../../api/types';

/** The row of the file that a refusal is about, where its field names a line, such as `lines[3].quantity`. */
export function rowOfProblem(error: unknown, list: ListOfFile): number | undefined {
  const field = error instanceof ProblemError ? error.problem.field : undefined;
  const index = /^lines\[(\d+)\]/.exec(field ?? '')?.[1];
  return index === undefined ? undefined : list.line_rows[Number(index)];
}
