import { expect, test } from 'vitest';
import { labelPlace } from './labelPlace';

const polygon = (...corners: [number, number][]) => corners.map(([x, y]) => ({ x, y }));

test('the name of a rectangle stands in its middle', () => {
  expect(labelPlace(polygon([0, 0], [40, 0], [40, 20], [0, 20]))).toEqual({ x: 20, y: 10 });
});

test('the name of a bent parcel stands in its widest part, not in the notch', () => {
  const { x, y } = labelPlace(polygon([0, 0], [18, 0], [18, 16], [40, 16], [40, 30], [0, 30]));
  expect(x).toBeLessThan(24);
  expect(x).toBeGreaterThan(4);
  expect(y).toBeGreaterThan(8);
  expect(y).toBeLessThan(24);
});
