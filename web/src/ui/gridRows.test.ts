import { expect, test } from 'vitest';
import { emptyRow, isDecimal, pasteCells } from './gridRows';

test('a block from a spreadsheet fills cells to the right and adds rows below', () => {
  const rows = [emptyRow({ a: '1' })];
  const pasted = pasteCells(rows, ['a', 'b', 'c'], 0, 'b', 'x\ty\r\nz\t 7.50000 \n');
  expect(pasted.map((row) => row.cells)).toEqual([
    { a: '1', b: 'x', c: 'y' },
    { b: 'z', c: '7.50000' },
  ]);
});

test('cells beyond the last column are left out', () => {
  const pasted = pasteCells([emptyRow()], ['a'], 0, 'a', '1\t2\t3');
  expect(pasted[0]?.cells).toEqual({ a: '1' });
});

test('decimals are counted as text', () => {
  expect(isDecimal('6000.00001', 5)).toBe(true);
  expect(isDecimal('6000.000001', 5)).toBe(false);
  expect(isDecimal('1e5', 5)).toBe(false);
  expect(isDecimal('-1', 5)).toBe(false);
});
