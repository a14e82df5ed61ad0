import { formatDecimal } from '../ui/format';

const WEIGHTS = /^(\d+(?:\.\d+)?) \/ (\d+(?:\.\d+)?)$/;

/** Why a truck is held; the two weights of a scale's hold are shown as numbers with their measure. */
export function holdReason(reason: string | null | undefined): string {
  const match = WEIGHTS.exec(reason ?? '');
  return match === null
    ? (reason ?? '')
    : `${formatDecimal(match[1] ?? '')} / ${formatDecimal(match[2] ?? '')} kg`;
}
