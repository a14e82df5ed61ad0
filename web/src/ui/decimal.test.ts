import { expect, test } from 'vitest';
import {
  addDecimals,
  isGreater,
  isSameDecimal,
  isZero,
  multiplyDecimals,
  negateDecimal,
  percentOf,
} from './decimal';

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

test('decimals of different scales are added exactly, and far beyond what a binary number holds', () => {
  expect(addDecimals(['9007199254740993.00001', '-0.5', '2'])).toBe('9007199254740994.50001');
  expect(addDecimals([])).toBe('0');
  expect(addDecimals(['1', 'x'])).toBeUndefined();
  expect(negateDecimal('-3.50')).toBe('3.50');
  expect(isSameDecimal('3.5', '3.50000')).toBe(true);
  expect(isSameDecimal('3.5', '3.50001')).toBe(false);
  expect(isZero('-0.000')).toBe(true);
});

test('a percentage is rounded once, half away from zero, and there is none of nothing', () => {
  expect(percentOf('-430', '15300.00000', 4)).toBe('2.8105');
  expect(percentOf('1', '8', 1)).toBe('12.5');
  expect(percentOf('1', '0.00', 2)).toBeUndefined();
});
