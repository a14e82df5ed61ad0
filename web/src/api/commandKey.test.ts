import { expect, test } from 'vitest';
import { CommandKeys } from './commandKey';

test('the same content keeps its key until it was answered', () => {
  const keys = new CommandKeys();
  const first = keys.keyFor('{"a":1}');
  expect(keys.keyFor('{"a":1}')).toBe(first);
  keys.settle();
  expect(keys.keyFor('{"a":1}')).not.toBe(first);
});

test('other content gets another key', () => {
  const keys = new CommandKeys();
  expect(keys.keyFor('a')).not.toBe(keys.keyFor('b'));
});

test('a key is visible ASCII of at most 200 characters', () => {
  expect(new CommandKeys().keyFor('a')).toMatch(/^[!-~]{1,200}$/);
});
