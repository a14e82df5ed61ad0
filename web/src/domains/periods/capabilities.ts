import type { Book, PeriodDetail, PeriodStatus, Session } from '../../api/types';
import { actsFor, holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/bonded. The server decides; this only explains beforehand.
export type Against =
  | 'access:reason.notCustoms'
  | 'access:reason.notEnterprise'
  | 'periods:reason.bookNotActive'
  | 'periods:reason.announced'
  | 'periods:reason.notAnnounced'
  | 'periods:reason.tooEarly'
  | 'periods:reason.nothingCounted'
  | 'periods:reason.notCounted'
  | 'periods:reason.notApplied'
  | 'periods:reason.notAccepted'
  | 'periods:reason.maker'
  | 'periods:reason.sameOfficer'
  | 'periods:reason.openExceptions';

/** What a decision about a period rests on. */
export interface Facts {
  book: Book;
  detail: PeriodDetail;
  session: Session;
}

function officer({ book, session }: Facts): Against | undefined {
  return actsFor(session, book.enterprise) ? undefined : 'access:reason.notEnterprise';
}

function unless(isSo: boolean, against: Against): Against | undefined {
  return isSo ? undefined : against;
}

function isIn({ detail }: Facts, ...statuses: PeriodStatus[]): boolean {
  return statuses.includes(detail.period.status);
}

function checker(facts: Facts): Against | undefined {
  if (!holds(facts.session, 'customs_officer')) {
    return 'access:reason.notCustoms';
  }
  return facts.detail.makers.includes(facts.session.user) ? 'periods:reason.maker' : undefined;
}

export const periodCan = {
  announce: (facts: Facts): Against | undefined =>
    officer(facts) ??
    unless(
      facts.book.status === 'active' || facts.book.status === 'expired',
      'periods:reason.bookNotActive',
    ) ??
    unless(isIn(facts, 'open'), 'periods:reason.announced'),
  record: (facts: Facts): Against | undefined =>
    officer(facts) ?? unless(isIn(facts, 'announced'), 'periods:reason.notAnnounced'),
  complete: (facts: Facts): Against | undefined => {
    const { cutoff, counted_rows: rows } = facts.detail.period;
    const today = facts.session.zone?.date ?? '';
    return (
      periodCan.record(facts) ??
      unless(!cutoff || cutoff <= today, 'periods:reason.tooEarly') ??
      unless(rows > 0, 'periods:reason.nothingCounted')
    );
  },
  explain: (facts: Facts): Against | undefined =>
    officer(facts) ?? unless(isIn(facts, 'counted'), 'periods:reason.notCounted'),
  apply: (facts: Facts): Against | undefined =>
    periodCan.explain(facts) ?? unless(facts.book.open_exceptions === 0, 'periods:reason.openExceptions'),
  return: (facts: Facts): Against | undefined =>
    unless(holds(facts.session, 'customs_officer'), 'access:reason.notCustoms') ??
    unless(isIn(facts, 'applied', 'accepted'), 'periods:reason.notApplied'),
  accept: (facts: Facts): Against | undefined =>
    checker(facts) ??
    unless(isIn(facts, 'applied'), 'periods:reason.notApplied') ??
    unless(facts.book.open_exceptions === 0, 'periods:reason.openExceptions'),
  close: (facts: Facts): Against | undefined =>
    checker(facts) ??
    unless(isIn(facts, 'accepted'), 'periods:reason.notAccepted') ??
    unless(facts.detail.accepted_by !== facts.session.user, 'periods:reason.sameOfficer') ??
    unless(facts.book.open_exceptions === 0, 'periods:reason.openExceptions'),
};
