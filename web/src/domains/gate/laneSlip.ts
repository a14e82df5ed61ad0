import type { Direction, Gate, Gates, SlipDetail, SlipStatus, TruckHold } from '../../api/types';
import { addDecimals, isGreater, negateDecimal, percentOf } from '../../ui/decimal';
import type { SlipPaper } from './note';

/** A slip as a lane sees it: from the server where it answered, else from the paper alone. */
export interface LaneSlip {
  id: string;
  number: string;
  direction: Direction;
  gates: Gates;
  validUntil: string;
  /** Undefined where only the paper is known. */
  status: SlipStatus | undefined;
  enterprise: string | undefined;
  trucks: LaneTruck[];
}

export interface LaneTruck {
  plate: string;
  declared: string;
  scale: string | undefined;
  isWithin: boolean | undefined;
  held: 'weight' | 'inspection' | undefined;
  hold: TruckHold | undefined;
  isReleased: boolean;
  passedAt: Record<Gate, string | undefined>;
}

export function ofPaper(paper: SlipPaper): LaneSlip {
  return {
    id: paper.slip,
    number: paper.number,
    direction: paper.direction,
    gates: paper.gates,
    validUntil: paper.validUntil,
    status: undefined,
    enterprise: undefined,
    trucks: paper.trucks.map(({ plate, kilograms }) => ({
      plate,
      declared: kilograms,
      scale: undefined,
      isWithin: undefined,
      held: undefined,
      hold: undefined,
      isReleased: false,
      passedAt: { first: undefined, second: undefined },
    })),
  };
}

export function ofDetail({ slip, trucks }: SlipDetail): LaneSlip {
  return {
    id: slip.id,
    number: slip.number,
    direction: slip.direction,
    gates: slip.gates,
    validUntil: slip.valid_until,
    status: slip.status,
    enterprise: slip.enterprise_name,
    trucks: trucks.map((truck) => ({
      plate: truck.plate,
      declared: truck.declared_kilograms,
      scale: truck.scale_kilograms ?? undefined,
      isWithin: truck.is_within ?? undefined,
      held: truck.held ?? undefined,
      hold: truck.held ? (truck.hold ?? undefined) : undefined,
      isReleased: truck.is_released,
      passedAt: {
        first: truck.first_gate_at ?? undefined,
        second: truck.second_gate_at ?? undefined,
      },
    })),
  };
}

/** What contradicts a passage. It can be recorded all the same, since what happened happened; each opens an exception. */
export type Warning =
  | 'twiceHere'
  | 'twice'
  | 'held'
  | 'notApproved'
  | 'expired'
  | 'gateNotExpected'
  | 'outOfTolerance';

export interface Situation {
  gate: Gate;
  /** The zone's business date. */
  today: string;
  /** Whether this lane recorded the truck on this slip before. */
  isRepeat: boolean;
  scale: string | undefined;
  tolerancePercent: string | undefined;
}

/** How far a scale is off what was declared, in percent with four decimals. */
export function offPercent(scale: string, declared: string): string | undefined {
  const difference = addDecimals([scale, negateDecimal(declared)]);
  return difference === undefined ? undefined : percentOf(difference, declared, 4);
}

/** Whether a weight is out of tolerance, as far as a lane can tell; the server compares exactly. */
export function isOutOfTolerance(scale: string, declared: string, tolerance: string): boolean {
  const off = offPercent(scale, declared);
  return off === undefined || isGreater(off, tolerance);
}

export function warningsOf(slip: LaneSlip, truck: LaneTruck, situation: Situation): Warning[] {
  const { gate, today, isRepeat, scale, tolerancePercent } = situation;
  const hasPassed = truck.passedAt[gate] !== undefined;
  const weight = scale ?? truck.scale;
  const isOff =
    weight !== undefined &&
    !truck.isReleased &&
    tolerancePercent !== undefined &&
    isOutOfTolerance(weight, truck.declared, tolerancePercent);
  const found: [Warning, boolean][] = [
    ['held', truck.held !== undefined],
    ['outOfTolerance', isOff],
    ['twice', hasPassed],
    ['twiceHere', isRepeat && !hasPassed],
    // A passed slip is told by its truck that passed.
    ['notApproved', slip.status === 'applied' || slip.status === 'void'],
    ['expired', slip.validUntil < today],
    ['gateNotExpected', slip.gates === 'one' && gate === 'second'],
  ];
  return found.flatMap(([warning, isSo]) => (isSo ? [warning] : []));
}
