import { expect, test } from 'vitest';
import { ProblemError } from '../../api/problem';
import type { CommandAnswer, GatePassage } from '../../api/types';
import { Outbox } from './outbox';

class MemoryStorage implements Storage {
  private readonly texts = new Map<string, string>();
  get length(): number {
    return this.texts.size;
  }
  clear(): void {
    this.texts.clear();
  }
  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.texts.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.texts.delete(key);
  }
  setItem(key: string, value: string): void {
    this.texts.set(key, value);
  }
}

function passage(number: number, truck = '京A·D0001'): GatePassage {
  return {
    source: 'lane-1',
    external_id: `abc-${number}`,
    occurred_at: `2026-11-26T02:42:0${number}.000Z`,
    slip: 'slp_00000000000000000000000007',
    truck,
    gate: 'first',
    scale_kilograms: '15300',
    note: 'the note',
  };
}

function answer(position: number): CommandAnswer {
  return { id: null, exceptions: [], instant: '2026-11-26T03:00:00Z', is_repeated: false, position };
}

function problem(status: number, code: string): ProblemError {
  return new ProblemError({
    status,
    code,
    title: code,
    type: 'about:blank',
    rule: '',
    rule_kind: 'system',
    numbers: [],
    cites_position: null,
    detail: null,
    field: null,
    largest_accepted: null,
    reference: null,
  });
}

test('what waits survives a reload and is delivered in the order in which it happened', async () => {
  const storage = new MemoryStorage();
  const before = new Outbox(storage);
  before.add(passage(1), 'PS1');
  before.add(passage(2, '京A·D0002'), 'PS1');
  const outbox = new Outbox(storage);
  const sent: string[] = [];
  const send = async (body: GatePassage) => {
    sent.push(body.external_id);
    return answer(sent.length);
  };
  expect(await outbox.deliverNext(send)).toBe('delivered');
  expect(await outbox.deliverNext(send)).toBe('delivered');
  expect(await outbox.deliverNext(send)).toBe('nothing');
  expect(sent).toEqual(['abc-1', 'abc-2']);
  expect(outbox.all().map((one) => one.position)).toEqual([1, 2]);
});

test('an answer that was lost is asked for again with the very same bytes', async () => {
  const outbox = new Outbox(new MemoryStorage());
  outbox.add(passage(1), 'PS1');
  const sent: string[] = [];
  const lost = async (body: GatePassage): Promise<CommandAnswer> => {
    sent.push(JSON.stringify(body));
    throw new TypeError('Failed to fetch');
  };
  expect(await outbox.deliverNext(lost)).toBe('unreachable');
  await outbox.deliverNext(async (body) => {
    sent.push(JSON.stringify(body));
    return answer(7);
  });
  expect(sent[1]).toBe(sent[0]);
  expect(outbox.waiting()).toEqual([]);
});

test('a refusal is kept with its code and does not stop what comes after it', async () => {
  const outbox = new Outbox(new MemoryStorage());
  outbox.add(passage(1), 'PS1');
  outbox.add(passage(2, '京A·D0002'), 'PS1');
  const send = async (body: GatePassage) => {
    if (body.external_id === 'abc-1') {
      throw problem(422, 'REPORT_KEY');
    }
    return answer(9);
  };
  expect(await outbox.deliverNext(send)).toBe('refused');
  expect(await outbox.deliverNext(send)).toBe('delivered');
  expect(outbox.all().map(({ state, code }) => [state, code])).toEqual([
    ['refused', 'REPORT_KEY'],
    ['delivered', undefined],
  ]);
  const [refused] = outbox.all();
  if (refused !== undefined) {
    outbox.dismiss(refused);
  }
  expect(outbox.all()).toHaveLength(1);
});

test('a session that ended, or a busy server, refuses nothing: the passage waits on', async () => {
  const outbox = new Outbox(new MemoryStorage());
  outbox.add(passage(1), 'PS1');
  const failing = (status: number) => async (): Promise<CommandAnswer> => {
    throw problem(status, 'X');
  };
  expect(await outbox.deliverNext(failing(401))).toBe('signed_out');
  expect(await outbox.deliverNext(failing(503))).toBe('unreachable');
  expect(outbox.waiting()).toHaveLength(1);
});

test('the same truck a second time is known and marked, and kept all the same', () => {
  const outbox = new Outbox(new MemoryStorage());
  outbox.add(passage(1), 'PS1');
  expect(outbox.hasPassed(passage(1).slip, '京A·D0001', 'first')).toBe(true);
  expect(outbox.hasPassed(passage(1).slip, '京A·D0001', 'second')).toBe(false);
  outbox.add(passage(2), 'PS1');
  expect(outbox.all().map((one) => one.isRepeat)).toEqual([false, true]);
});

test('days later what was delivered is forgotten, and what waits is not', async () => {
  const outbox = new Outbox(new MemoryStorage());
  outbox.add(passage(1), 'PS1');
  outbox.add(passage(2), 'PS1');
  await outbox.deliverNext(async () => answer(1));
  outbox.prune(Date.parse('2026-12-26T00:00:00Z'));
  expect(outbox.all().map((one) => one.state)).toEqual(['waiting']);
});
