import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

const domain = join(__dirname, '../../../crates/domain/src');
const sources = domainSources(domain);

/** Each part has its commands in a file of that name, whose `kind` says how the history calls them. */
function commandSources(): { part: string; source: string }[] {
  const parts = readdirSync(domain, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = [
    { part: 'zone', path: join(domain, 'command.rs') },
    ...parts.map(({ name }) => ({ part: name, path: join(domain, name, 'command.rs') })),
  ];
  return files
    .filter(({ path }) => existsSync(path))
    .map(({ part, path }) => ({ part, source: readFileSync(path, 'utf8') }));
}

test('every kind of command of every part has words in the history', () => {
  const kinds = commandSources().map(({ part, source }) => ({
    part,
    kinds: [...source.matchAll(/=> "([a-z]+\.[a-z_]+)"/g)].map((match) => match[1] ?? ''),
  }));
  expect(kinds.filter((one) => one.kinds.length === 0)).toEqual([]);
  const all = kinds.flatMap((one) => one.kinds);
  // Each part names its own commands, so no part can fall out of the search unseen.
  expect([...new Set(all.map((kind) => kind.split('.')[0]))].sort()).toEqual(
    kinds.map(({ part }) => part).sort(),
  );
  expect(all.filter((kind) => !Object.hasOwn(journal.kinds, kind))).toEqual([]);
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
