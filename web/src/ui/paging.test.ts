import { expect, test } from 'vitest';
import { nextPage, previousPage, readPaging } from './paging';

test('going on and back returns to the first page', () => {
  const second = nextPage({}, 'c2');
  const third = nextPage(second, 'c3');
  expect(third).toEqual({ cursor: 'c3', trail: ['', 'c2'] });
  expect(previousPage(third)).toEqual({ cursor: 'c2', trail: [''] });
  expect(previousPage(second)).toEqual({ cursor: undefined, trail: undefined });
});

test('what a URL holds beside a cursor is ignored', () => {
  expect(readPaging({ cursor: 7, trail: ['a', 3] })).toEqual({ trail: ['a'] });
});
