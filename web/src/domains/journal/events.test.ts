import { expect, test } from 'vitest';
import { readEvent, readRuns } from './events';

test('an event is read from its domain and its name', () => {
  const raw = { bonded: { list_approved: { list: 'lst_1' } } };
  expect(readEvent(raw)).toEqual({
    domain: 'bonded',
    name: 'list_approved',
    content: { list: 'lst_1' },
    raw,
  });
});

test('an event of another form is not lost', () => {
  expect(readEvent({ zone: 'closed' })).toMatchObject({ domain: 'zone', name: 'closed', content: null });
  expect(readEvent(7)).toEqual({ domain: '', name: '', content: null, raw: 7 });
});

test('like events that follow each other are one run, and none is lost', () => {
  const transfer = { ledger: { transferred: {} } };
  const posted = { bonded: { list_posted: {} } };
  const runs = readRuns([transfer, transfer, posted, transfer]);
  expect(runs.map((run) => [run.name, run.first, run.events.length])).toEqual([
    ['transferred', 0, 2],
    ['list_posted', 2, 1],
    ['transferred', 3, 1],
  ]);
});
