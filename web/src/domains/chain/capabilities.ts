import type { Session, SupplyDeclaration } from '../../api/types';
import { holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/region. The server decides; this only explains beforehand.
export type Against = 'reason.notDesk' | 'reason.decided' | 'reason.noEnterprise';

export const supplyCan = {
  declare: (session: Session): Against | undefined =>
    session.enterprises.length > 0 ? undefined : 'reason.noEnterprise',
  decide: (declared: SupplyDeclaration, session: Session): Against | undefined => {
    if (!holds(session, 'investment_officer')) {
      return 'reason.notDesk';
    }
    return declared.status === 'declared' ? undefined : 'reason.decided';
  },
  /** Products, firms, chains and what is stated about them. */
  keep: (session: Session): Against | undefined =>
    holds(session, 'investment_officer') ? undefined : 'reason.notDesk',
  choose: (session: Session): Against | undefined =>
    holds(session, 'investment_officer') ? undefined : 'reason.notDesk',
};

/** Whether the user reads who supplies what: the desk and those who read the whole zone. */
export function readsFirms(session: Session): boolean {
  return session.reads_whole_zone || holds(session, 'investment_officer');
}
