import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pageOf } from './SubjectLink';

test('whatever a task is about has a page', () => {
  const source = readFileSync(
    join(__dirname, '../../../crates/engine/src/store/project/worklist.rs'),
    'utf8',
  );
  const kinds = [...source.matchAll(/Subject::\w+\(id\) => \("([a-z_]+)"/g)].map((match) => match[1] ?? '');
  expect(kinds.length).toBeGreaterThan(10);
  expect(kinds.filter((kind) => !Object.hasOwn(pageOf, kind))).toEqual([]);
});
