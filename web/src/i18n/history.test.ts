import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { journal } from './en/journal';

function domainSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return domainSources(path);
    }
    return entry.name.endsWith('.rs') ? [readFileSync(path, 'utf8')] : [];
  });
}

const sources = domainSources(join(__dirname, '../../../crates/domain/src'));

test('every kind of command has words in the history', () => {
  const kinds = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/"((?:zone|bonded|approvals|exchange|treasury)\.[a-z_]+)"/g)].map(
        (match) => match[1],
      ),
    ),
  );
  expect(kinds.size).toBeGreaterThan(25);
  expect([...kinds].filter((kind) => kind === undefined || !Object.hasOwn(journal.kinds, kind))).toEqual([]);
});

test('every event has words in the history', () => {
  const names = sources.flatMap((source) =>
    [...source.matchAll(/enum \w+Event \{\n([\s\S]*?)^\}/gm)].flatMap((body) =>
      [...(body[1] ?? '').matchAll(/^ {4}([A-Z]\w+)/gm)].map((variant) =>
        (variant[1] ?? '').replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase(),
      ),
    ),
  );
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !Object.hasOwn(journal.eventNames, name))).toEqual([]);
});
