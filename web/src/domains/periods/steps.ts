import type { HistoryEntry, Period } from '../../api/types';

export const periodSteps = ['announce', 'count', 'complete', 'explain', 'apply', 'accept', 'close'] as const;
export type PeriodStep = (typeof periodSteps)[number];

const eventOf: Record<PeriodStep, string> = {
  announce: 'count_announced',
  count: 'count_recorded',
  complete: 'count_completed',
  explain: 'differences_explained',
  apply: 'verification_applied',
  accept: 'verification_accepted',
  close: 'period_closed',
};

/** Which step is due; the number of steps when all are done. */
export function dueStep(period: Period): number {
  const of = (step: PeriodStep) => periodSteps.indexOf(step);
  switch (period.status) {
    case 'open':
      return of('announce');
    case 'announced':
      return period.counted_rows === 0 ? of('count') : of('complete');
    case 'counted':
      return period.explained < period.differences ? of('explain') : of('apply');
    case 'applied':
      return of('accept');
    case 'accepted':
      return of('close');
    case 'closed':
      return periodSteps.length;
  }
}

/** Who did each step that still stands: what was withdrawn, reopened or returned has to be done again. */
export function doneBy(period: Period, history: readonly HistoryEntry[]): Map<PeriodStep, HistoryEntry> {
  const due = dueStep(period);
  const latest = [...history].reverse();
  const done = new Map<PeriodStep, HistoryEntry>();
  periodSteps.forEach((step, index) => {
    const last = latest.find((entry) => entry.event === eventOf[step]);
    if (index < due && last !== undefined) {
      done.set(step, last);
    }
  });
  return done;
}
