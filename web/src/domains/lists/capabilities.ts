import type { ListSummary, Session } from '../../api/types';
import { actsFor, holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/bonded. The server decides; this only explains beforehand.
export type Against =
  | 'access:reason.notEnterprise'
  | 'access:reason.notCustoms'
  | 'lists:reason.notDraft'
  | 'lists:reason.notSubmitted'
  | 'lists:reason.notPosted'
  | 'lists:reason.alreadyReversed'
  | 'lists:reason.isReversal'
  | 'lists:reason.fixedReversal'
  | 'lists:reason.settled'
  | 'lists:reason.truckPassed'
  | 'lists:reason.noTruckAwaited';

function officerOf(list: ListSummary, session: Session): Against | undefined {
  return actsFor(session, list.enterprise) ? undefined : 'access:reason.notEnterprise';
}

function customsOnSubmitted(list: ListSummary, session: Session): Against | undefined {
  if (!holds(session, 'customs_officer')) {
    return 'access:reason.notCustoms';
  }
  return list.status === 'submitted' ? undefined : 'lists:reason.notSubmitted';
}

export const listCan = {
  edit: (list: ListSummary, session: Session): Against | undefined => {
    if (list.status !== 'draft') {
      return officerOf(list, session) ?? 'lists:reason.notDraft';
    }
    return officerOf(list, session) ?? (list.reverses ? 'lists:reason.fixedReversal' : undefined);
  },
  submit: (list: ListSummary, session: Session): Against | undefined =>
    officerOf(list, session) ?? (list.status === 'draft' ? undefined : 'lists:reason.notDraft'),
  /** A slip lets the trucks of a list pass; the list says which it still waits for. */
  applySlip: (list: ListSummary, session: Session): Against | undefined =>
    officerOf(list, session) ??
    (list.trucks_passed < list.trucks_total ? undefined : 'lists:reason.noTruckAwaited'),
  registerEquipment: officerOf,
  approve: customsOnSubmitted,
  return: customsOnSubmitted,
  correctTrucks: (list: ListSummary, session: Session): Against | undefined => {
    if (!holds(session, 'customs_officer')) {
      return 'access:reason.notCustoms';
    }
    const isOpen = list.status === 'draft' || list.status === 'submitted' || list.status === 'approved';
    return isOpen ? undefined : 'lists:reason.settled';
  },
  delete: (list: ListSummary, session: Session): Against | undefined => {
    const isSettled = list.status === 'posted' || list.status === 'reversed' || list.status === 'deleted';
    if (isSettled) {
      return officerOf(list, session) ?? 'lists:reason.settled';
    }
    return officerOf(list, session) ?? (list.trucks_passed > 0 ? 'lists:reason.truckPassed' : undefined);
  },
  reverse: (list: ListSummary, session: Session): Against | undefined => {
    if (list.reverses) {
      return officerOf(list, session) ?? 'lists:reason.isReversal';
    }
    if (list.reversed_by) {
      return officerOf(list, session) ?? 'lists:reason.alreadyReversed';
    }
    return officerOf(list, session) ?? (list.status === 'posted' ? undefined : 'lists:reason.notPosted');
  },
};
