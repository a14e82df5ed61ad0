import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { dataOf, isSignedOut, UnreachableError } from '../api/problem';
import type { Role, Session } from '../api/types';
import { forgetSession, keptSession } from './kept';

/** A server that does not answer within this counts as out of reach, where a lane can go on without it. */
const PATIENCE_MS = 4_000;

/** Who is signed in; null when nobody is. A lane that cannot ask goes on with whoever worked at it last. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    const kept = keptSession(window.localStorage);
    const patience = kept === null ? {} : { signal: AbortSignal.timeout(PATIENCE_MS) };
    try {
      return dataOf(await api.GET('/api/v1/session', patience));
    } catch (error) {
      if (isSignedOut(error)) {
        forgetSession(window.localStorage);
        return null;
      }
      if (kept !== null && error instanceof UnreachableError) {
        return kept;
      }
      throw error;
    }
  },
  // It is asked for without a network as well, since there is an answer without one.
  networkMode: 'always',
  staleTime: 60_000,
});

/** The session on a page that is shown to signed-in people alone. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) {
    throw new Error('This page needs a session.');
  }
  return data;
}

export function holds(session: Session, role: Role): boolean {
  return session.roles.some((held) => held.role === role);
}

/** The role for which tasks wait, where the user holds one; readers and enterprises see what waits for others. */
export function deciding(session: Session | null): Role | undefined {
  return session?.roles.find(({ role }) => role.endsWith('_officer') && role !== 'enterprise_officer')?.role;
}

/** Whether the user may act for the enterprise, by grant or by mandate. */
export function actsFor(session: Session, enterprise: string): boolean {
  return session.enterprises.some((one) => one.id === enterprise);
}

/** Whether the user sees goods under supervision: for the whole zone, or for enterprises. Someone without any role is told
 * there what is missing. */
export function readsBonded(session: Session): boolean {
  return session.reads_whole_zone || session.enterprises.length > 0 || session.roles.length === 0;
}

/** Whether the user reads lists, books and the journal at all; a gate operator alone reports and reads nothing. */
export function readsAnything(session: Session): boolean {
  return session.reads_whole_zone || session.roles.some((held) => held.role !== 'gate_operator');
}
