import type { Session, Slip, SlipTruck } from '../../api/types';
import { actsFor, holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/bonded. The server decides; this only explains beforehand.
export type Against =
  | 'access:reason.notCustoms'
  | 'access:reason.notGateOrCustoms'
  | 'access:reason.notEnterpriseOrCustoms'
  | 'slips:reason.notApplied'
  | 'slips:reason.ownSlip'
  | 'slips:reason.notOpen'
  | 'slips:reason.hasBegun'
  | 'slips:reason.notApproved'
  | 'slips:reason.held'
  | 'slips:reason.notHeld'
  | 'slips:reason.passed';

/** Whether a truck went through every gate of its slip. */
export function isThrough(slip: Slip, truck: SlipTruck): boolean {
  return truck.first_gate_at !== null && (slip.gates === 'one' || truck.second_gate_at !== null);
}

export const slipCan = {
  approve: (slip: Slip, session: Session): Against | undefined => {
    if (!holds(session, 'customs_officer')) {
      return 'access:reason.notCustoms';
    }
    if (slip.status !== 'applied') {
      return 'slips:reason.notApplied';
    }
    return slip.maker === session.user ? 'slips:reason.ownSlip' : undefined;
  },
  void: (slip: Slip, trucks: readonly SlipTruck[], session: Session): Against | undefined => {
    if (!holds(session, 'customs_officer') && !actsFor(session, slip.enterprise)) {
      return 'access:reason.notEnterpriseOrCustoms';
    }
    if (slip.status !== 'applied' && slip.status !== 'approved') {
      return 'slips:reason.notOpen';
    }
    const hasBegun = trucks.some((truck) => truck.first_gate_at !== null || truck.second_gate_at !== null);
    return hasBegun ? 'slips:reason.hasBegun' : undefined;
  },
  hold: (slip: Slip, truck: SlipTruck, session: Session): Against | undefined => {
    if (!holds(session, 'customs_officer') && !holds(session, 'gate_operator')) {
      return 'access:reason.notGateOrCustoms';
    }
    if (slip.status !== 'approved') {
      return 'slips:reason.notApproved';
    }
    if (truck.held) {
      return 'slips:reason.held';
    }
    return isThrough(slip, truck) ? 'slips:reason.passed' : undefined;
  },
  release: (truck: SlipTruck, session: Session): Against | undefined => {
    if (!holds(session, 'customs_officer')) {
      return 'access:reason.notCustoms';
    }
    return truck.held ? undefined : 'slips:reason.notHeld';
  },
};
