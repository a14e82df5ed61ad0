import { expect, test } from 'vitest';
import { ProblemError } from '../../api/problem';
import type { ListOfFile } from '../../api/types';
import { rowOfProblem } from './fileRows';

const list: ListOfFile = {
  reference: 'L-1',
  first_row: 3,
  line_rows: [3, 5],
  content: { movement: 'import', supervision_mode: '5000', needs_declaration: false, trucks: [], lines: [] },
};

function refused(field: string | null): ProblemError {
  return new ProblemError({
    type: '',
    title: '',
    status: 422,
    detail: null,
    code: 'CODE',
    rule: '',
    rule_kind: 'system',
    field,
    numbers: [],
    largest_accepted: null,
    cites_position: null,
    reference: null,
  });
}

test('a refused line is told by its row of the file', () => {
  expect(rowOfProblem(refused('lines[1].quantity'), list)).toBe(5);
  expect(rowOfProblem(refused('lines[2]'), list)).toBeUndefined();
  expect(rowOfProblem(refused('trucks'), list)).toBeUndefined();
  expect(rowOfProblem(refused(null), list)).toBeUndefined();
  expect(rowOfProblem(new Error('lines[1]'), list)).toBeUndefined();
});
