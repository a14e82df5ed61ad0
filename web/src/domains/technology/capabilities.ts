import type { Disclosure, Session, TechnologyContract, TechnologyHolder } from '../../api/types';
import { actsFor, holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/technology. The server decides; this only explains.
export type Against =
  | 'against.noHand'
  | 'against.notDesk'
  | 'against.notHolder'
  | 'against.ownDisclosure'
  | 'against.ownContract'
  | 'against.assessed'
  | 'against.notAccepted'
  | 'against.decided'
  | 'against.notRegistered'
  | 'against.notReturned'
  | 'against.outside';

function isDesk(session: Session): boolean {
  return holds(session, 'investment_officer');
}

/** The desk acts for everyone, an enterprise officer for the holder that the officer acts for. */
function hand(holder: TechnologyHolder, session: Session): Against | undefined {
  const isOwn = holder.enterprise !== null && actsFor(session, holder.enterprise);
  return isDesk(session) || isOwn ? undefined : 'against.notHolder';
}

export const technologyCan = {
  disclose: (session: Session): Against | undefined =>
    isDesk(session) || session.enterprises.length > 0 ? undefined : 'against.noHand',
  assess: (disclosure: Disclosure, session: Session): Against | undefined => {
    if (!isDesk(session)) {
      return 'against.notDesk';
    }
    if (disclosure.assess_by === null) {
      return 'against.assessed';
    }
    return disclosure.is_own ? 'against.ownDisclosure' : undefined;
  },
  file: (disclosure: Disclosure, session: Session): Against | undefined => {
    const against = hand(disclosure.owner, session);
    return against ?? (disclosure.status === 'accepted' ? undefined : 'against.notAccepted');
  },
  decide: (contract: TechnologyContract, session: Session): Against | undefined => {
    if (!isDesk(session)) {
      return 'against.notDesk';
    }
    if (contract.status !== 'filed') {
      return 'against.decided';
    }
    return contract.is_own ? 'against.ownContract' : undefined;
  },
  fileAnew: (contract: TechnologyContract, session: Session): Against | undefined => {
    const against = hand(contract.provider, session);
    return against ?? (contract.status === 'returned' ? undefined : 'against.notReturned');
  },
  report: (contract: TechnologyContract, session: Session): Against | undefined => {
    const against = hand(contract.provider, session);
    if (against !== undefined) {
      return against;
    }
    if (contract.status !== 'registered') {
      return 'against.notRegistered';
    }
    return contract.provider.enterprise === null ? 'against.outside' : undefined;
  },
};
