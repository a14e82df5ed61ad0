import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chinese, english } from './catalogues';

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path === '' ? key : `${path}.${key}`));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** Chinese has one plural form, so a key with `_one` has its like in `_other`. */
function withoutSingular(keys: string[]): string[] {
  return keys.filter((key) => !key.endsWith('_one')).sort();
}

function rustFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return rustFiles(path);
    }
    return entry.name.endsWith('.rs') ? [path] : [];
  });
}

const sources = ['domain', 'server', 'engine']
  .flatMap((name) => rustFiles(join(__dirname, '../../../crates', name, 'src')))
  .map((path) => readFileSync(path, 'utf8'));

/** Codes are written in two forms: `text: "CODE"` and a row of a `codes!` table. */
function refusalCodes(): string[] {
  const found = sources.flatMap((source) => {
    const written = [...source.matchAll(/\btext: "([A-Z][A-Z0-9_]+)"/g)];
    const tables = [...source.matchAll(/^codes! \{\n([\s\S]*?)^\}/gm)].flatMap((table) => [
      ...(table[1] ?? '').matchAll(/^ {4}([A-Z][A-Z0-9_]+),? /gm),
    ]);
    return [...written, ...tables].map((match) => match[1] ?? '');
  });
  return [...new Set(found)].sort();
}

test('both languages have the same keys', () => {
  expect(withoutSingular(keysOf(chinese))).toEqual(withoutSingular(keysOf(english)));
});

test('no text is empty', () => {
  expect([...textsOf(english), ...textsOf(chinese)].filter((text) => text.trim() === '')).toEqual([]);
});

test('the same values are filled into both languages', () => {
  const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
  const flatten = (catalogue: unknown): Map<string, string> => {
    const keys = keysOf(catalogue);
    const texts = textsOf(catalogue);
    return new Map(keys.map((key, index) => [key, texts[index] ?? '']));
  };
  const chineseTexts = flatten(chinese);
  for (const [key, text] of flatten(english)) {
    const other = chineseTexts.get(key);
    if (other !== undefined) {
      expect({ key, holes: holes(other) }).toEqual({ key, holes: holes(text) });
    }
  }
});

test('every refusal code of the program has a text', () => {
  const codes = refusalCodes();
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code) => !Object.hasOwn(english.refusals, code))).toEqual([]);
});

test('every number that a refusal compares has a name', () => {
  const names = sources.flatMap((source) =>
    [...source.matchAll(/\.number\(\s*"([a-z_]+)"/g)].map((match) => match[1] ?? ''),
  );
  expect(names.length).toBeGreaterThan(100);
  const known = english.shell.numberNames;
  expect([...new Set(names)].filter((name) => !Object.hasOwn(known, name))).toEqual([]);
});
