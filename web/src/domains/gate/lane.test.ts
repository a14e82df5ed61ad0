import { expect, it } from 'vitest';
import { laneToday } from './lane';

it('goes on to the next day at the midnight of the zone, also where the server cannot be asked', () => {
  const beforeMidnight = Date.parse('2026-03-01T15:59:59Z');
  expect(laneToday('2026-03-01', beforeMidnight)).toBe('2026-03-01');
  expect(laneToday('2026-03-01', beforeMidnight + 1_000)).toBe('2026-03-02');
  expect(laneToday(undefined, beforeMidnight)).toBe('2026-03-01');
});

it('believes the server where the clock of the terminal is behind', () => {
  expect(laneToday('2026-03-02', Date.parse('2026-02-01T00:00:00Z'))).toBe('2026-03-02');
});
