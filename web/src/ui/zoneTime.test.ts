import { expect, test } from 'vitest';
import { instantOf, zoneTimeNow } from './zoneTime';

test('the time of the zone and the instant are each other’s reverse', () => {
  expect(instantOf('2026-03-01T09:30')).toBe('2026-03-01T01:30:00Z');
  expect(instantOf('2026-03-01T00:15:30')).toBe('2026-02-28T16:15:30Z');
  expect(zoneTimeNow(Date.parse('2026-02-28T16:15:30Z'))).toBe('2026-03-01T00:15:30');
});

test('what is no date and time is no instant', () => {
  expect(instantOf('yesterday')).toBeUndefined();
});
