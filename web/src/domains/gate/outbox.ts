import { ProblemError } from '../../api/problem';
import type { CommandAnswer, GatePassage } from '../../api/types';

/** A passage as this lane saw it, kept until it is delivered and for the rest of the day after. */
export interface StoredPassage {
  /** What is sent, byte for byte the same each time: source and external id are its key. */
  body: GatePassage;
  /** Number of the slip, to be read by people. */
  number: string;
  state: 'waiting' | 'delivered' | 'refused';
  /** The lane recorded the same truck on the same slip at the same gate before. */
  isRepeat: boolean;
  /** No passage: a paper that the zone did not sign was shown. */
  isForgery: boolean;
  /** The entry that holds it. */
  position?: number;
  /** Why the server did not take it. */
  code?: string;
}

export type Delivery = 'delivered' | 'refused' | 'nothing' | 'unreachable' | 'signed_out';

const KEY = 'etown.gate.passages';
const DAYS_KEPT = 2;
const DAY_MS = 86_400_000;

function isPassages(value: unknown): value is StoredPassage[] {
  return (
    Array.isArray(value) &&
    value.every((one) => typeof one === 'object' && one !== null && 'body' in one && 'state' in one)
  );
}

/**
 * The passages of a lane in the browser's own storage, so that a reload or a failure of power loses none. Nothing that waits
 * is ever dropped; the server takes each once, by its source and external id.
 */
export class Outbox {
  private readonly listeners = new Set<() => void>();
  private readonly storage: Storage;
  private cached: { text: string; passages: StoredPassage[] } = { text: '', passages: [] };

  constructor(storage: Storage) {
    this.storage = storage;
  }

  /** All that is kept, oldest first. The same array as long as nothing changed. */
  all(): StoredPassage[] {
    const text = this.storage.getItem(KEY) ?? '[]';
    if (text !== this.cached.text) {
      const read: unknown = JSON.parse(text);
      this.cached = { text, passages: isPassages(read) ? read : [] };
    }
    return this.cached.passages;
  }

  waiting(): StoredPassage[] {
    return this.all().filter((passage) => passage.state === 'waiting');
  }

  /** Whether this lane recorded the truck on the slip at the gate before. */
  hasPassed(slip: string, truck: string, gate: GatePassage['gate']): boolean {
    return this.all().some(
      ({ body, state, isForgery }) =>
        state !== 'refused' && !isForgery && body.slip === slip && body.truck === truck && body.gate === gate,
    );
  }

  /** Keeps a passage. It throws where the browser's storage is full: then nothing was recorded. */
  add(body: GatePassage, number: string, isForgery = false): void {
    const isRepeat = !isForgery && this.hasPassed(body.slip, body.truck, body.gate);
    this.write([...this.all(), { body, number, state: 'waiting', isRepeat, isForgery }]);
  }

  /** Takes a refused passage off the screen once someone has read why. */
  dismiss(passage: StoredPassage): void {
    this.write(this.all().filter((one) => one.state !== 'refused' || !isSame(one, passage)));
  }

  /** Forgets what was delivered on earlier days. */
  prune(now: number): void {
    const kept = this.all().filter(
      ({ state, body }) => state !== 'delivered' || now - Date.parse(body.occurred_at) < DAYS_KEPT * DAY_MS,
    );
    if (kept.length < this.all().length) {
      this.write(kept);
    }
  }

  /** Sends the oldest passage that waits, and only that one: order is kept, whatever happens to the link. */
  async deliverNext(send: (body: GatePassage) => Promise<CommandAnswer>): Promise<Delivery> {
    const [next] = this.waiting();
    if (next === undefined) {
      return 'nothing';
    }
    try {
      const answer = await send(next.body);
      this.settle(next, { state: 'delivered', position: answer.position });
      return 'delivered';
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status >= 500 || error.problem.status === 429) {
        return 'unreachable';
      }
      if (error.problem.status === 401) {
        return 'signed_out';
      }
      this.settle(next, { state: 'refused', code: error.problem.code });
      return 'refused';
    }
  }

  subscribe = (notify: () => void): (() => void) => {
    // Another window of the same terminal may have changed what is kept.
    const onStorage = (event: StorageEvent) => event.key === KEY && notify();
    this.listeners.add(notify);
    globalThis.addEventListener?.('storage', onStorage);
    return () => {
      this.listeners.delete(notify);
      globalThis.removeEventListener?.('storage', onStorage);
    };
  };

  private settle(passage: StoredPassage, change: Partial<StoredPassage>): void {
    this.write(
      this.all().map((one) => {
        if (!isSame(one, passage)) {
          return one;
        }
        // The scanned note is the larger part of a passage; once delivered the journal holds it.
        const body = change.state === 'delivered' ? { ...one.body, note: null } : one.body;
        return { ...one, ...change, body };
      }),
    );
  }

  private write(passages: StoredPassage[]): void {
    this.storage.setItem(KEY, JSON.stringify(passages));
    for (const notify of this.listeners) {
      notify();
    }
  }
}

function isSame(left: StoredPassage, right: StoredPassage): boolean {
  return left.body.source === right.body.source && left.body.external_id === right.body.external_id;
}
