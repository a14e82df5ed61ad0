import { beforeAll, expect, test } from 'vitest';
import { checkNote, isWholeNote, normaliseNote, parseKey, parseNote, parsePaper } from './note';

const TEXT = [
  'etown-slip/1',
  'slip slp_00000000000000000000000007',
  'number PS010026I000000001',
  'direction inbound',
  'gates two',
  'valid-until 2026-12-01',
  'truck 15300.00000 京A 00001',
  '',
].join('\n');

let key = '';
let note = '';

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

async function sign(text: string, pair: CryptoKeyPair, id: Uint8Array): Promise<string> {
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(text));
  return `${text}\n\u2014 zone.example/gate ${base64(new Uint8Array([...id, ...new Uint8Array(signature)]))}\n`;
}

beforeAll(async () => {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('privateKey' in pair)) {
    throw new Error('a pair of keys is made');
  }
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const id = new Uint8Array([1, 2, 3, 4]);
  key = `zone.example/gate+01020304+${base64(new Uint8Array([1, ...raw]))}`;
  note = await sign(TEXT, pair, id);
});

test('a slip that the zone signed is read, whatever line ends the scanner typed', async () => {
  const scanned = note.replaceAll('\n', '\r\n').trimEnd();
  const checked = await checkNote(normaliseNote(scanned), key);
  expect(checked).toMatchObject({
    state: 'intact',
    paper: { number: 'PS010026I000000001', trucks: [{ plate: '京A 00001', kilograms: '15300.00000' }] },
  });
});

test('a slip of which one letter was changed is forged', async () => {
  expect(await checkNote(note.replace('15300', '25300'), key)).toMatchObject({ state: 'forged' });
  expect(await checkNote(note.replace('京A', '京B'), key)).toMatchObject({ state: 'forged' });
});

test('a signature of another key is forged, and so is a note without any', async () => {
  const other = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('privateKey' in other)) {
    throw new Error('a pair of keys is made');
  }
  const foreign = await sign(TEXT, other, new Uint8Array([1, 2, 3, 4]));
  expect(await checkNote(foreign, key)).toMatchObject({ state: 'forged' });
  expect(await checkNote(`${TEXT}\n`, key)).toMatchObject({ state: 'forged' });
  expect(await checkNote('etown-slip/1\n', key)).toEqual({ state: 'forged', claimed: undefined });
});

test('without a key nobody says that a slip was verified', async () => {
  expect(await checkNote(note, undefined)).toMatchObject({ state: 'unverifiable' });
  expect(await checkNote(note, 'zone.example/gate+01020304+AAAA')).toMatchObject({ state: 'unverifiable' });
});

test('a note is whole once its signature is', () => {
  expect(isWholeNote(note)).toBe(true);
  expect(isWholeNote(note.slice(0, -20))).toBe(false);
  expect(isWholeNote(TEXT)).toBe(false);
});

test('texts of another form are no slips', () => {
  expect(parsePaper(TEXT)).toBeDefined();
  for (const other of [
    TEXT.replace('slip/1', 'slip/2'),
    TEXT.replace('two', 'three'),
    TEXT.replace('truck', 'lorry'),
    TEXT.replace('2026-12-01', 'tomorrow'),
    '',
  ]) {
    expect(parsePaper(other)).toBeUndefined();
  }
  expect(parseNote('no note')).toBeUndefined();
  expect(parseKey('name+01020304')).toBeUndefined();
});
