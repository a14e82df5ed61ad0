import type { Application, ApplicationStatus, Session } from '../../api/types';
import { holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/approvals. The server decides; this only explains beforehand.
export type Against =
  | 'reason.notDesk'
  | 'reason.notItself'
  | 'reason.notApplied'
  | 'reason.committed'
  | 'reason.notCommitted'
  | 'reason.decided'
  | 'reason.notGranted'
  | 'reason.nothingToRevoke'
  | 'reason.notRevoked';

function ofDesk(
  application: Application,
  session: Session,
  statuses: readonly ApplicationStatus[],
  otherwise: Against,
): Against | undefined {
  if (!holds(session, 'approval_officer')) {
    return 'reason.notDesk';
  }
  return statuses.includes(application.status) ? undefined : otherwise;
}

/** Whether the user is an officer of the enterprise itself; a mandate does not carry a commitment. */
export function isItself(application: Application, session: Session): boolean {
  return session.roles.some(
    (held) => held.role === 'enterprise_officer' && held.enterprise === application.enterprise,
  );
}

export const applicationCan = {
  commit: (application: Application, session: Session): Against | undefined => {
    if (!isItself(application, session)) {
      return 'reason.notItself';
    }
    if (application.status === 'committed') {
      // Where the notice has changed since, it is committed anew.
      return application.commitment?.version === application.notice_version ? 'reason.committed' : undefined;
    }
    return application.status === 'applied' ? undefined : 'reason.notApplied';
  },
  grant: (application: Application, session: Session) =>
    ofDesk(application, session, ['committed'], 'reason.notCommitted'),
  refuse: (application: Application, session: Session) =>
    ofDesk(application, session, ['applied', 'committed'], 'reason.decided'),
  verify: (application: Application, session: Session) =>
    ofDesk(application, session, ['granted', 'rectifying'], 'reason.notGranted'),
  revoke: (application: Application, session: Session) =>
    ofDesk(application, session, ['granted', 'rectifying', 'verified'], 'reason.nothingToRevoke'),
  repair: (application: Application, session: Session) =>
    ofDesk(application, session, ['revoked'], 'reason.notRevoked'),
};
