import { expect, test } from 'vitest';
import { isOutOfTolerance, offPercent, ofPaper, type Situation, warningsOf } from './laneSlip';

const slip = ofPaper({
  slip: 'slp_00000000000000000000000007',
  number: 'PS1',
  direction: 'outbound',
  gates: 'one',
  validUntil: '2026-12-01',
  trucks: [{ plate: '京A·D0001', kilograms: '15000.00000' }],
});
const [truck] = slip.trucks;
const calm: Situation = {
  gate: 'first',
  today: '2026-11-26',
  isRepeat: false,
  scale: '15100',
  tolerancePercent: '3',
};

function warnings(change: Partial<Situation>) {
  if (truck === undefined) {
    throw new Error('the slip names a truck');
  }
  return warningsOf(slip, truck, { ...calm, ...change });
}

test('a truck within tolerance on a valid slip passes without a word', () => {
  expect(warnings({})).toEqual([]);
});

test('each contradiction is named', () => {
  expect(warnings({ scale: '15451' })).toEqual(['outOfTolerance']);
  expect(warnings({ isRepeat: true })).toEqual(['twiceHere']);
  expect(warnings({ today: '2026-12-02' })).toEqual(['expired']);
  expect(warnings({ gate: 'second' })).toEqual(['gateNotExpected']);
});

test('the tolerance itself still passes, to the last part', () => {
  expect(isOutOfTolerance('15450', '15000', '3')).toBe(false);
  expect(isOutOfTolerance('15450.02', '15000', '3')).toBe(true);
  expect(offPercent('14850', '15000.00000')).toBe('1.0000');
  expect(isOutOfTolerance('1', '0', '3')).toBe(true);
});
