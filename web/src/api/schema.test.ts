import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const web = join(__dirname, '../..');

test('the API types are those of openapi.json; run "npm run client" after it changed', () => {
  const generator = join(web, 'node_modules/openapi-typescript/bin/cli.js');
  const generated = execFileSync(process.execPath, [generator, join(web, 'openapi.json')], {
    encoding: 'utf8',
  });
  expect(readFileSync(join(web, 'src/api/schema.d.ts'), 'utf8') === generated).toBe(true);
}, 30_000);
