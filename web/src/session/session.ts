import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { dataOf, isSignedOut } from '../api/problem';
import type { Role, Session } from '../api/types';

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return dataOf(await api.GET('/api/v1/session'));
    } catch (error) {
      if (isSignedOut(error)) {
        return null;
      }
      throw error;
    }
  },
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

/** Whether the user may act for the enterprise, by grant or by mandate. */
export function actsFor(session: Session, enterprise: string): boolean {
  return session.enterprises.some((one) => one.id === enterprise);
}

/** Whether the user reads lists, books and the journal at all; a gate operator alone reports and reads nothing. */
export function readsAnything(session: Session): boolean {
  return session.reads_whole_zone || session.roles.some((held) => held.role !== 'gate_operator');
}
