import type { EnterpriseClasses, Session } from '../../api/types';
import { actsFor, holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/industry. The server decides; this only explains beforehand.
export type Against = 'reason.notDesk' | 'reason.notOwn' | 'reason.nothing' | 'reason.waits';

export const classesCan = {
  /** Statistics, and the classes of commodity codes. */
  record: (session: Session): Against | undefined =>
    holds(session, 'investment_officer') ? undefined : 'reason.notDesk',
  classify: (session: Session): Against | undefined =>
    holds(session, 'investment_officer') ? undefined : 'reason.notDesk',
  declare: (classes: EnterpriseClasses, session: Session): Against | undefined => {
    if (!actsFor(session, classes.enterprise)) {
      return 'reason.notOwn';
    }
    return classes.declaration === null ? undefined : 'reason.waits';
  },
  decide: (classes: EnterpriseClasses, session: Session): Against | undefined => {
    if (!holds(session, 'investment_officer')) {
      return 'reason.notDesk';
    }
    return classes.declaration === null ? 'reason.nothing' : undefined;
  },
};
