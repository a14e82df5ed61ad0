import { expect, test } from 'vitest';
import type { HistoryEntry, Period } from '../../api/types';
import { doneBy, dueStep, periodSteps } from './steps';

const period: Period = {
  number: 1,
  begins: '2026-01-01',
  cutoff: '2026-06-30',
  status: 'counted',
  is_comparing: false,
  revision: 4,
  counted_rows: 3,
  items: 3,
  differences: 2,
  explained: 1,
  counted_position: 40,
  closed_position: null,
};

function entry(event: string, position: number, actor = 'usr_1'): HistoryEntry {
  return { event, position, actor, actor_name: null, detail: null, instant: '2026-06-30T10:00:00Z' };
}

const due = (change: Partial<Period>) => periodSteps[dueStep({ ...period, ...change })];

test('each state asks for its next step', () => {
  expect(due({ status: 'open' })).toBe('announce');
  expect(due({ status: 'announced', counted_rows: 0 })).toBe('count');
  expect(due({ status: 'announced' })).toBe('complete');
  expect(due({})).toBe('explain');
  expect(due({ explained: 2 })).toBe('apply');
  expect(due({ status: 'applied' })).toBe('accept');
  expect(due({ status: 'accepted' })).toBe('close');
  expect(due({ status: 'closed' })).toBeUndefined();
});

test('who did a step is the last one who did it, and nobody where it must be done again', () => {
  const history = [
    entry('count_announced', 10),
    entry('count_completed', 20),
    entry('count_reopened', 21),
    entry('count_completed', 30, 'usr_2'),
    entry('verification_applied', 31),
    entry('verification_returned', 32),
  ];
  const done = doneBy(period, history);
  expect(done.get('complete')?.actor).toBe('usr_2');
  expect(done.get('announce')?.position).toBe(10);
  expect(done.has('apply')).toBe(false);
});
