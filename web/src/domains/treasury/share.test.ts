import { expect, test } from 'vitest';
import { share } from './share';

test('the share of a quota is counted in whole fen, however large', () => {
  expect(share('0.00', '1750000000.00')).toBe(0);
  expect(share('875000000.00', '1750000000.00')).toBe(500);
  expect(share('1750000000.01', '1750000000.00')).toBe(1000);
  expect(share('99999999999999999999.99', '199999999999999999999.98')).toBe(500);
  expect(share('1.00', '0.00')).toBe(1000);
});
