import { expect, test } from 'vitest';
import { isGreater, multiplyDecimals } from './decimal';

test('products are exact and rounded once, half away from zero', () => {
  expect(multiplyDecimals('6000.00001', '12.5000', 2)).toBe('75000.00');
  expect(multiplyDecimals('0.01', '0.5', 2)).toBe('0.01');
  expect(multiplyDecimals('-0.01', '0.5', 2)).toBe('-0.01');
  expect(multiplyDecimals('99999999999999999999.99999', '3', 2)).toBe('300000000000000000000.00');
  expect(multiplyDecimals('2', '3', 2)).toBe('6.00');
});

test('what is no decimal has no product', () => {
  expect(multiplyDecimals('1e3', '2', 2)).toBeUndefined();
});

test('amounts compare by value, not by text', () => {
  expect(isGreater('10', '9.99999')).toBe(true);
  expect(isGreater('6000.00001', '6000')).toBe(true);
  expect(isGreater('6000.00000', '6000')).toBe(false);
});
