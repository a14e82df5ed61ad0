import type { TruckHold } from '../api/types';
import { formatDecimal } from '../ui/format';

/** Why a truck is held: what the officer said, or what the scale showed beside what is declared. */
export function holdReason({ reason, weighing }: TruckHold): string {
  return weighing
    ? `${formatDecimal(weighing.scale_kilograms)} / ${formatDecimal(weighing.declared_kilograms)} kg`
    : (reason ?? '');
}
