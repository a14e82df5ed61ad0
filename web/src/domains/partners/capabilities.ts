import type { Session } from '../../api/types';
import { holds } from '../../session/session';
import type { Partner } from './commands';

// Why an action is not open, by the rules of crates/domain/src/international. The server decides; this only explains.
export type Against = 'against.notDesk' | 'against.ended';

export const partnerCan = {
  register: (session: Session): Against | undefined =>
    holds(session, 'investment_officer') ? undefined : 'against.notDesk',
  change: ({ partner }: Partner, session: Session): Against | undefined => {
    if (!holds(session, 'investment_officer')) {
      return 'against.notDesk';
    }
    return partner.ended_on === null ? undefined : 'against.ended';
  },
};

/** Whether the user reads the entries of partners: the desk and those who read the whole zone. Others read the registers. */
export function readsEntries(session: Session): boolean {
  return session.reads_whole_zone || holds(session, 'investment_officer');
}
