import type { LandContract, Parcel, Session } from '../../api/types';
import { actsFor, holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/land. The server decides; this only explains beforehand.
export type Against =
  | 'access:reason.notEnterprise'
  | 'land:reason.clockRuns'
  | 'land:reason.clockStands'
  | 'land:reason.delivered'
  | 'land:reason.ended'
  | 'land:reason.feeNoticed'
  | 'land:reason.foundationWaits'
  | 'land:reason.noFoundation'
  | 'land:reason.noPermit'
  | 'land:reason.notAvailable'
  | 'land:reason.notDelivered'
  | 'land:reason.notDue'
  | 'land:reason.notLandDesk'
  | 'land:reason.notStarted'
  | 'land:reason.permitsHeld'
  | 'land:reason.retired'
  | 'land:reason.started'
  | 'land:reason.worksGoOn'
  | 'land:reason.worksStand';

function officer(session: Session): Against | undefined {
  return holds(session, 'land_officer') ? undefined : 'land:reason.notLandDesk';
}

/** The first thing against an act of the desk on a contract; each check that does not hold names its reason. */
function desk(
  contract: LandContract,
  session: Session,
  ...checks: [boolean, Against][]
): Against | undefined {
  return (
    officer(session) ??
    (contract.taken_back ? 'land:reason.ended' : undefined) ??
    checks.find(([holdsTrue]) => !holdsTrue)?.[1]
  );
}

const waits = (contract: LandContract) => Boolean(contract.foundation) && !contract.started_on;
const stands = (contract: LandContract) => contract.clock_stops.some((stop) => !stop.resumed_on);
const hasPermit = (contract: LandContract) => contract.permits.some((one) => one.kind === 'construction');
const isDue = (contract: LandContract) =>
  contract.clock?.status === 'idle_fee' || contract.clock?.status === 'take_back';
const isNoticed = (contract: LandContract) =>
  contract.fee_notices.some((notice) => notice.idle_from === contract.clock?.runs_from);

export const parcelCan = {
  contract: (parcel: Parcel, session: Session): Against | undefined =>
    officer(session) ?? (parcel.status === 'available' ? undefined : 'land:reason.notAvailable'),
  split: (parcel: Parcel, session: Session): Against | undefined =>
    officer(session) ?? (parcel.status === 'retired' ? 'land:reason.retired' : undefined),
};

export const contractCan = {
  deliver: (contract: LandContract, session: Session) =>
    desk(contract, session, [!contract.delivered_on, 'land:reason.delivered']),
  permit: (contract: LandContract, session: Session) =>
    desk(contract, session, [contract.permits.length < 4, 'land:reason.permitsHeld']),
  report: (contract: LandContract, session: Session): Against | undefined => {
    if (!actsFor(session, contract.enterprise)) {
      return 'access:reason.notEnterprise';
    }
    if (contract.taken_back) {
      return 'land:reason.ended';
    }
    if (contract.started_on) {
      return 'land:reason.started';
    }
    if (contract.foundation) {
      return 'land:reason.foundationWaits';
    }
    return contract.delivered_on ? undefined : 'land:reason.notDelivered';
  },
  confirm: (contract: LandContract, session: Session) =>
    desk(
      contract,
      session,
      [waits(contract), 'land:reason.noFoundation'],
      [hasPermit(contract), 'land:reason.noPermit'],
    ),
  sendBack: (contract: LandContract, session: Session) =>
    desk(contract, session, [waits(contract), 'land:reason.noFoundation']),
  stop: (contract: LandContract, session: Session) =>
    desk(contract, session, [!stands(contract), 'land:reason.clockStands']),
  resume: (contract: LandContract, session: Session) =>
    desk(contract, session, [stands(contract), 'land:reason.clockRuns']),
  standstill: (contract: LandContract, session: Session) =>
    desk(
      contract,
      session,
      [Boolean(contract.started_on), 'land:reason.notStarted'],
      [!contract.standstill, 'land:reason.worksStand'],
    ),
  goOn: (contract: LandContract, session: Session) =>
    desk(contract, session, [Boolean(contract.standstill), 'land:reason.worksGoOn']),
  fee: (contract: LandContract, session: Session) =>
    desk(
      contract,
      session,
      [isDue(contract), 'land:reason.notDue'],
      [!isNoticed(contract), 'land:reason.feeNoticed'],
    ),
  takeBack: (contract: LandContract, session: Session) =>
    desk(contract, session, [contract.clock?.status === 'take_back', 'land:reason.notDue']),
};
