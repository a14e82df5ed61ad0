import { gates } from '../../api/choices';
import type { Gate } from '../../api/types';
import { readOneOf } from '../../ui/paging';
import { zoneTimeNow } from '../../ui/zoneTime';

/** What a terminal knows of itself; it stays in its own storage, since it belongs to the place and not to who signs in. */
export interface Lane {
  name: string;
  gate: Gate;
}

const LANE = 'etown.gate.lane';
const TERMINAL = 'etown.gate.terminal';
const SEQUENCE = 'etown.gate.sequence';

export function readLane(storage: Storage): Lane | null {
  try {
    const read: unknown = JSON.parse(storage.getItem(LANE) ?? 'null');
    if (typeof read !== 'object' || read === null || !('name' in read) || typeof read.name !== 'string') {
      return null;
    }
    const gate = readOneOf('gate' in read ? read.gate : undefined, gates);
    return gate === undefined || read.name === '' ? null : { name: read.name, gate };
  } catch {
    return null;
  }
}

export function keepLane(storage: Storage, lane: Lane): void {
  storage.setItem(LANE, JSON.stringify(lane));
}

/** The zone's date: as the server said it, unless the terminal's own clock has passed midnight since. */
export function laneToday(said: string | undefined, now: number): string {
  const own = zoneTimeNow(now).slice(0, 10);
  return said !== undefined && said > own ? said : own;
}

/** A mark drawn once per terminal, so that a cleared browser does not begin again with numbers that were used. */
function terminal(storage: Storage): string {
  const known = storage.getItem(TERMINAL);
  if (known !== null) {
    return known;
  }
  const drawn = Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  storage.setItem(TERMINAL, drawn);
  return drawn;
}

/** The next message number of this terminal: its mark and a count that only grows. */
export function nextMessage(storage: Storage): string {
  const next = Number(storage.getItem(SEQUENCE) ?? '0') + 1;
  storage.setItem(SEQUENCE, String(next));
  return `${terminal(storage)}-${String(next).padStart(6, '0')}`;
}
