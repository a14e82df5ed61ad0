import type { Direction, Gates } from '../../api/types';

// Signed notes as C2SP `signed-note` defines them, and what a pass slip says in one. A lane reads both while its link is down,
// so this repeats crates/journal/src/note.rs and crates/domain/src/bonded/slip_paper.rs; it must accept nothing that they refuse.

const FORM = 'etown-slip/1';
const ED25519 = 1;

/** What a lane reads from a slip. */
export interface SlipPaper {
  slip: string;
  number: string;
  direction: Direction;
  gates: Gates;
  validUntil: string;
  trucks: { plate: string; kilograms: string }[];
}

export type CheckedNote =
  | { state: 'intact'; paper: SlipPaper }
  /** Not the zone's: what it claims is shown to nobody as true. */
  | { state: 'forged'; claimed: SlipPaper | undefined }
  /** No key is known here, or this browser cannot verify. */
  | { state: 'unverifiable'; claimed: SlipPaper | undefined };

interface Signature {
  name: string;
  keyId: number;
  bytes: Uint8Array<ArrayBuffer>;
}

interface VerifierKey {
  name: string;
  keyId: number;
  publicKey: Uint8Array<ArrayBuffer>;
}

/** Whether what was scanned begins like a slip, so that its lines belong together. */
export function isNote(text: string): boolean {
  return text.trimStart().startsWith('etown-slip/');
}

/** Whether the last line of a note is a whole signature, so that a scanner has typed all of it. */
export function isWholeNote(text: string): boolean {
  return /\n\n(\u2014 \S+ \S+\n)*\u2014 \S+ [A-Za-z0-9+/]{90,}={0,2}\s*$/.test(text.replace(/\r\n?/g, '\n'));
}

/** The note with the line ends that were signed: scanners and clipboards change them. */
export function normaliseNote(text: string): string {
  return `${text.replace(/\r\n?/g, '\n').trim()}\n`;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) {
    return undefined;
  }
  const binary = atob(text);
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function bigEndian(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
}

function readSignature(line: string): Signature | undefined {
  const match = /^\u2014 ([^\s+]+) (\S+)$/.exec(line);
  const bytes = fromBase64(match?.[2] ?? '');
  if (match === null || bytes === undefined || bytes.length < 5) {
    return undefined;
  }
  return { name: match[1] ?? '', keyId: bigEndian(bytes), bytes: bytes.slice(4) };
}

/** The signed text, which ends with a newline, and its signatures; undefined where it is no note. */
export function parseNote(note: string): { text: string; signatures: Signature[] } | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) {
    return undefined;
  }
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.map(readSignature);
  if (signatures.some((one) => one === undefined)) {
    return undefined;
  }
  return {
    text: note.slice(0, split + 1),
    signatures: signatures.filter((one) => one !== undefined),
  };
}

/** Reads a verifier key, `name+id+key`; the last part may itself hold plus signs. */
export function parseKey(text: string): VerifierKey | undefined {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text);
  const bytes = fromBase64(match?.[3] ?? '');
  if (match === null || bytes === undefined || bytes.length !== 33 || bytes[0] !== ED25519) {
    return undefined;
  }
  return {
    name: match[1] ?? '',
    keyId: Number.parseInt(match[2] ?? '', 16),
    publicKey: bytes.slice(1),
  };
}

/** Reads what a slip says; undefined where it says anything else. */
export function parsePaper(text: string): SlipPaper | undefined {
  const lines = text.replace(/\n$/, '').split('\n');
  const fact = (at: number, name: string) =>
    lines[at]?.startsWith(`${name} `) ? lines[at].slice(name.length + 1) : undefined;
  const [slip, number, direction, gates, validUntil] = [
    fact(1, 'slip'),
    fact(2, 'number'),
    fact(3, 'direction'),
    fact(4, 'gates'),
    fact(5, 'valid-until'),
  ];
  const isWhole =
    lines[0] === FORM &&
    /^slp_[0-9a-z]{26}$/.test(slip ?? '') &&
    /^\d{4}-\d{2}-\d{2}$/.test(validUntil ?? '') &&
    (direction === 'inbound' || direction === 'outbound') &&
    (gates === 'one' || gates === 'two');
  const trucks = lines.slice(6).map((line) => /^truck (\d+(?:\.\d+)?) (.+)$/.exec(line));
  if (!isWhole || number === undefined || trucks.some((truck) => truck === null)) {
    return undefined;
  }
  return {
    slip: slip ?? '',
    number,
    direction,
    gates,
    validUntil: validUntil ?? '',
    trucks: trucks.map((truck) => ({ kilograms: truck?.[1] ?? '', plate: truck?.[2] ?? '' })),
  };
}

async function verifies(text: string, signature: Signature, key: VerifierKey): Promise<boolean> {
  const imported = await crypto.subtle.importKey('raw', key.publicKey, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', imported, signature.bytes, new TextEncoder().encode(text));
}

/** Checks a note against the zone's gate key without asking anybody. */
export async function checkNote(note: string, keyText: string | undefined): Promise<CheckedNote> {
  const parsed = parseNote(note);
  const claimed = parsed === undefined ? undefined : parsePaper(parsed.text);
  if (parsed === undefined || claimed === undefined) {
    return { state: 'forged', claimed: undefined };
  }
  const key = keyText === undefined ? undefined : parseKey(keyText);
  if (key === undefined || crypto.subtle === undefined) {
    return { state: 'unverifiable', claimed };
  }
  const own = parsed.signatures.filter((one) => one.name === key.name && one.keyId === key.keyId);
  try {
    for (const signature of own) {
      if (await verifies(parsed.text, signature, key)) {
        return { state: 'intact', paper: claimed };
      }
    }
  } catch {
    // Older browsers do not know Ed25519; whoever cannot verify must not say that he has.
    return { state: 'unverifiable', claimed };
  }
  return { state: 'forged', claimed };
}
