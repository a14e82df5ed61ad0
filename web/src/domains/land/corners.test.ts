import { expect, test } from 'vitest';
import { metres, millimetres, readCorners, writeCorners } from './corners';

test('metres become whole millimetres and back without a fraction', () => {
  const pairs: [string, number][] = [
    ['0', 0],
    ['-0.5', -500],
    ['12.345', 12_345],
    ['99999999.999', 99_999_999_999],
    ['0.001', 1],
  ];
  for (const [text, value] of pairs) {
    expect(millimetres(text)).toBe(value);
    expect(metres(value)).toBe(text);
  }
  for (const text of ['', '1.2345', '1e3', '１', '1,5', '--1', '999999999']) {
    expect(millimetres(text)).toBeUndefined();
  }
});

test('corners are read line by line, and a line that is none is named', () => {
  expect(readCorners('0 0\n200.5, 0\n\n200\t150')).toEqual([
    { east_mm: 0, north_mm: 0 },
    { east_mm: 200_500, north_mm: 0 },
    { east_mm: 200_000, north_mm: 150_000 },
  ]);
  expect(readCorners('0 0\n200')).toEqual({ line: 2 });
  expect(readCorners('0 0 0')).toEqual({ line: 1 });
  expect(writeCorners([{ east_mm: -1, north_mm: 2_500 }])).toBe('-0.001 2.5');
});
