import { describe, expect, it } from 'vitest';
import type { Session } from '../api/types';
import { forgetSession, keepSession, keptSession } from './kept';

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

const session: Session = {
  user: 'usr_00000000000000000000000001',
  login: 'gate1',
  display_name: 'Gate One',
  enterprises: [{ id: 'ent_00000000000000000000000001', name: '示例', name_english: 'Example' }],
  reads_whole_zone: true,
  roles: [{ role: 'zone_administrator', enterprise: null }],
  zone: { name: 'Example Zone', customs_code: '0100', date: '2026-03-01', utc_offset_minutes: 480 },
};

describe('the session that a lane keeps', () => {
  it('names the person and the zone, and lets nobody read anything', () => {
    const storage = memory();
    keepSession(storage, session);
    expect(storage.getItem('etown.gate.session')).not.toContain('示例');
    expect(keptSession(storage)).toEqual({
      ...session,
      enterprises: [],
      reads_whole_zone: false,
      roles: [{ role: 'gate_operator', enterprise: null }],
    });
  });

  it('is gone once the person signed out', () => {
    const storage = memory();
    keepSession(storage, session);
    forgetSession(storage);
    expect(keptSession(storage)).toBeNull();
  });

  it('is none where the storage holds something else', () => {
    const storage = memory();
    for (const text of [
      '',
      '{',
      '[]',
      '{"user":1}',
      '{"user":"u","login":"l","display_name":"d","zone":{}}',
    ]) {
      storage.setItem('etown.gate.session', text);
      expect(keptSession(storage)).toBeNull();
    }
  });
});
