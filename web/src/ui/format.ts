/** Zones in China keep one time; the server says the offset of its zone and instants travel in UTC. */
export const ZONE_OFFSET_MINUTES = 480;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Renders an RFC 3339 instant in the zone's time, to the second: `2026-03-01 09:30:05`. */
export function formatInstant(instant: string, offsetMinutes: number = ZONE_OFFSET_MINUTES): string {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) {
    return instant;
  }
  const local = new Date(milliseconds + offsetMinutes * 60_000);
  const date = `${local.getUTCFullYear()}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
  return `${date} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
}

/** A decimal text in parts: the sign and grouped whole part, the figures that count, the zeros that fill up. */
export interface DecimalParts {
  whole: string;
  fraction: string;
  trailingZeros: string;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Splits decimal text for display. It never goes through a binary number. */
export function splitDecimal(text: string): DecimalParts {
  const match = DECIMAL.exec(text);
  if (match === null) {
    return { whole: text, fraction: '', trailingZeros: '' };
  }
  const [, sign = '', digits = '', decimals = ''] = match;
  const whole = `${sign}${digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;
  const significant = decimals.replace(/0+$/, '');
  const zeros = decimals.slice(significant.length);
  const point = decimals === '' ? '' : '.';
  return significant === ''
    ? { whole, fraction: '', trailingZeros: `${point}${zeros}` }
    : { whole, fraction: `${point}${significant}`, trailingZeros: zeros };
}

/** Renders decimal text with grouped thousands and without zeros that say nothing. */
export function formatDecimal(text: string): string {
  const { whole, fraction } = splitDecimal(text);
  return `${whole}${fraction}`;
}

/** Renders a count with grouped thousands. */
export function formatCount(count: number): string {
  return formatDecimal(String(count));
}

/** Shortens an id to its kind and its last six characters, which differ first in a run of new ids. */
export function shortenId(id: string): string {
  const separator = id.indexOf('_');
  return id.length <= 12 || separator < 0 ? id : `${id.slice(0, separator)}…${id.slice(-6)}`;
}
