import type { Session } from '../api/types';

// Who worked at the lane of this terminal last. Its page opens with that while the server cannot be asked; what is recorded
// meanwhile is delivered only under a session that the server grants.

const KEY = 'etown.gate.session';

/** What the lane's page shows of a session: a name and a zone, and nothing of what the person may read. */
type Kept = Pick<Session, 'user' | 'login' | 'display_name' | 'zone'>;

export function keepSession(storage: Storage, { user, login, display_name, zone }: Session): void {
  const kept: Kept = { user, login, display_name, zone };
  storage.setItem(KEY, JSON.stringify(kept));
}

export function forgetSession(storage: Storage): void {
  storage.removeItem(KEY);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isKept(value: unknown): value is Kept {
  return (
    isRecord(value) &&
    [value.user, value.login, value.display_name].every((text) => typeof text === 'string') &&
    (value.zone === null || (isRecord(value.zone) && typeof value.zone.date === 'string'))
  );
}

/** The session of a gate operator who reads nothing, since that is all that a lane without its link can do. */
export function keptSession(storage: Storage): Session | null {
  try {
    const read: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
    return isKept(read)
      ? {
          ...read,
          enterprises: [],
          reads_whole_zone: false,
          roles: [{ role: 'gate_operator', enterprise: null }],
        }
      : null;
  } catch {
    return null;
  }
}
