import { expect, test } from 'vitest';
import { formatDecimal, formatInstant, shortenId, splitDecimal } from './format';

test('decimals are grouped and lose only zeros that say nothing', () => {
  expect(formatDecimal('1234567.50000')).toBe('1,234,567.5');
  expect(formatDecimal('-6000.00001')).toBe('-6,000.00001');
  expect(formatDecimal('0.00000')).toBe('0');
  expect(formatDecimal('123456789012345678901234567890.5')).toBe('123,456,789,012,345,678,901,234,567,890.5');
});

test('trailing zeros are kept apart', () => {
  expect(splitDecimal('10.50000')).toEqual({ whole: '10', fraction: '.5', trailingZeros: '0000' });
  expect(splitDecimal('10.00000')).toEqual({ whole: '10', fraction: '', trailingZeros: '.00000' });
});

test('what is no decimal is shown as it came', () => {
  expect(formatDecimal('a.b')).toBe('a.b');
});

test('instants are shown in the time of the zone', () => {
  expect(formatInstant('2026-03-01T17:30:05.123456Z')).toBe('2026-03-02 01:30:05');
});

test('ids keep their kind and their last characters', () => {
  expect(shortenId('book_01h455vb4pex5vsknk084sn02q')).toBe('book…4sn02q');
});
