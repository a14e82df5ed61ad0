import { expect, test } from 'vitest';
import type { VerificationRow } from '../../api/types';
import { english } from '../../i18n/catalogues';
import { numberOf, originOf } from './numbers';

const row: VerificationRow = {
  item: 3,
  class: 'material',
  part_number: 'P',
  name: 'N',
  measure: 'kg',
  opening: '10.00000',
  quantities: [{ purpose: 'imported', quantity: '5.00000' }],
  theoretical: '15.00000',
  counted_stock: '14.00000',
  counted_work_in_progress: null,
  counted_finished: null,
  physical: '14.00000',
  difference: '-1.00000',
  difference_percent: '-6.6667',
  tolerance_percent: null,
  verdict: 'SHORTAGE_OVER_TOLERANCE',
  cause: null,
  explanation: null,
  average_price: null,
  formulas: [
    {
      name: 'theoretical',
      expression: 'opening + inward - outward - consumed_by_versions',
      inputs: [{ name: 'opening', value: '10.00000' }],
      result: '15.00000',
    },
  ],
};

test('every number leads to an account, a count or a formula', () => {
  expect(originOf(row, 'opening')).toEqual({ kind: 'opening', value: '10.00000' });
  expect(originOf(row, 'imported')).toEqual({ kind: 'account', purpose: 'imported', value: '5.00000' });
  expect(originOf(row, 'exported')).toEqual({ kind: 'account', purpose: 'exported', value: '0.00000' });
  expect(originOf(row, 'counted_stock')).toEqual({ kind: 'count', stage: 'stock', value: '14.00000' });
  expect(originOf(row, 'counted_finished')).toBeUndefined();
  expect(originOf(row, 'theoretical')).toMatchObject({ kind: 'formula' });
  expect(originOf(row, 'anything')).toBeUndefined();
  expect(numberOf(row, 'theoretical')).toBe('15.00000');
});

test('every named number has words', () => {
  const named = [
    'opening',
    'inward',
    'outward',
    'consumed_by_versions',
    'theoretical',
    'theoretical_by_orders',
    'consumption_gap',
    'counted_stock',
    'counted_work_in_progress',
    'counted_finished',
    'physical',
    'difference',
    'difference_percent',
    'average_price',
  ];
  expect(named.filter((name) => !Object.hasOwn(english.periods.numbers, name))).toEqual([]);
});
