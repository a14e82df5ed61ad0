import type { KeyTask, Pilot, Session } from '../../api/types';
import { holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/programme. The server decides; this only explains beforehand.
export type Against =
  | 'reason.notLead'
  | 'reason.notOfficer'
  | 'reason.waits'
  | 'reason.nothingReported'
  | 'reason.own'
  | 'reason.completed'
  | 'reason.stage';

export const taskCan = {
  report: (task: KeyTask, session: Session): Against | undefined => {
    if (!holds(session, task.lead)) {
      return 'reason.notLead';
    }
    if (task.status === 'completed') {
      return 'reason.completed';
    }
    return task.reported ? 'reason.waits' : undefined;
  },
  decide: (task: KeyTask, session: Session): Against | undefined => {
    if (!holds(session, 'programme_officer')) {
      return 'reason.notOfficer';
    }
    if (!task.reported) {
      return 'reason.nothingReported';
    }
    return task.reported.reported_by === session.user ? 'reason.own' : undefined;
  },
};

export const pilotCan = {
  advance: (pilot: Pilot, session: Session, stage: Pilot['stage']): Against | undefined => {
    if (!holds(session, pilot.lead)) {
      return 'reason.notLead';
    }
    return pilot.stage === stage ? undefined : 'reason.stage';
  },
  conclude: (pilot: Pilot, session: Session): Against | undefined => {
    if (!holds(session, 'programme_officer')) {
      return 'reason.notOfficer';
    }
    return pilot.stage === 'first_use' ? undefined : 'reason.stage';
  },
};
