import { expect, test } from 'vitest';
import { readEvent } from './events';

test('an event is read from its domain and its name', () => {
  expect(readEvent({ bonded: { list_approved: { list: 'lst_1' } } })).toEqual({
    domain: 'bonded',
    name: 'list_approved',
    content: { list: 'lst_1' },
  });
});

test('an event of another form is not lost', () => {
  expect(readEvent({ zone: 'closed' })).toEqual({ domain: 'zone', name: 'closed', content: null });
  expect(readEvent(7)).toEqual({ domain: '', name: '', content: null });
});
