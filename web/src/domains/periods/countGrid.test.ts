import { expect, test } from 'vitest';
import type { CountRow } from '../../api/types';
import { emptyRow } from '../../ui/gridRows';
import { changedRows, countRowOf } from './countGrid';

const counted: CountRow[] = [
  {
    item: 1,
    part_number: 'P',
    name: 'N',
    measure: 'kg',
    stage: 'stock',
    version: null,
    quantity: '14.50000',
  },
];

test('only rows that say something else than what is recorded are sent', () => {
  const rows = [
    emptyRow({ item: '1', stage: 'stock', version: '', quantity: '14.5' }),
    emptyRow({ item: '2', stage: 'stock', version: '', quantity: '0' }),
    emptyRow({ item: '3', stage: 'stock', version: '', quantity: '' }),
  ];
  expect(changedRows(rows, counted)).toEqual([{ item: 2, stage: 'stock', version: null, quantity: '0' }]);
});

test('a count of nothing is a count, and a version belongs to its row', () => {
  expect(countRowOf(emptyRow({ item: '10', stage: 'finished', version: ' V2 ', quantity: '0' }))).toEqual({
    item: 10,
    stage: 'finished',
    version: 'V2',
    quantity: '0',
  });
});
