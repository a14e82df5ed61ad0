import type { Equipment, Session } from '../../api/types';
import { actsFor, holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/bonded. The server decides; this only explains beforehand.
export type Against =
  | 'access:reason.notCustoms'
  | 'access:reason.notEnterprise'
  | 'equipment:reason.notRegistered'
  | 'equipment:reason.notSupervised'
  | 'equipment:reason.released';

export const equipmentCan = {
  confirm: (equipment: Equipment, session: Session): Against | undefined => {
    if (!holds(session, 'customs_officer')) {
      return 'access:reason.notCustoms';
    }
    return equipment.status === 'registered' ? undefined : 'equipment:reason.notRegistered';
  },
  move: (equipment: Equipment, session: Session): Against | undefined => {
    if (!actsFor(session, equipment.enterprise)) {
      return 'access:reason.notEnterprise';
    }
    return equipment.status === 'released' ? 'equipment:reason.released' : undefined;
  },
  release: (equipment: Equipment, session: Session): Against | undefined => {
    if (!holds(session, 'customs_officer')) {
      return 'access:reason.notCustoms';
    }
    return equipment.status === 'supervised' ? undefined : 'equipment:reason.notSupervised';
  },
};
