interface Scaled {
  units: bigint;
  scale: number;
}

function parse(text: string): Scaled | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) {
    return undefined;
  }
  const [, sign = '', whole = '', decimals = ''] = match;
  return { units: BigInt(`${sign}${whole}${decimals}`), scale: decimals.length };
}

function render(units: bigint, scale: number): string {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Multiplies decimal texts and rounds half away from zero to so many decimals; undefined when one is no decimal. */
export function multiplyDecimals(left: string, right: string, decimals: number): string | undefined {
  const a = parse(left);
  const b = parse(right);
  if (a === undefined || b === undefined) {
    return undefined;
  }
  const product = a.units * b.units;
  const surplus = a.scale + b.scale - decimals;
  if (surplus <= 0) {
    return render(product * 10n ** BigInt(-surplus), decimals);
  }
  const divisor = 10n ** BigInt(surplus);
  const magnitude = product < 0n ? -product : product;
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n);
  return render(product < 0n ? -rounded : rounded, decimals);
}

/** Whether the left decimal is greater than the right one; false when one is no decimal. */
export function isGreater(left: string, right: string): boolean {
  const a = parse(left);
  const b = parse(right);
  if (a === undefined || b === undefined) {
    return false;
  }
  const scale = Math.max(a.scale, b.scale);
  return a.units * 10n ** BigInt(scale - a.scale) > b.units * 10n ** BigInt(scale - b.scale);
}

/** Adds decimal texts exactly; undefined when one is no decimal. */
export function addDecimals(texts: readonly string[]): string | undefined {
  const parts = texts.map(parse);
  const scale = parts.reduce((most, part) => Math.max(most, part?.scale ?? 0), 0);
  let sum = 0n;
  for (const part of parts) {
    if (part === undefined) {
      return undefined;
    }
    sum += part.units * 10n ** BigInt(scale - part.scale);
  }
  return render(sum, scale);
}

/** The decimal with the other sign. */
export function negateDecimal(text: string): string {
  const a = parse(text);
  return a === undefined ? text : render(-a.units, a.scale);
}

/** Whether two decimal texts are the same number, however many zeros they carry. */
export function isSameDecimal(left: string, right: string): boolean {
  const difference = addDecimals([left, negateDecimal(right)]);
  return difference !== undefined && isZero(difference);
}

/** Whether the text is a decimal that is nought. */
export function isZero(text: string): boolean {
  return parse(text)?.units === 0n;
}

/** |part| in percent of |whole|, rounded half away from zero; undefined of nothing. */
export function percentOf(part: string, whole: string, decimals: number): string | undefined {
  const a = parse(part);
  const b = parse(whole);
  if (a === undefined || b === undefined || b.units === 0n) {
    return undefined;
  }
  const up = a.units < 0n ? -a.units : a.units;
  const down = b.units < 0n ? -b.units : b.units;
  const numerator = up * 10n ** BigInt(b.scale + 2 + decimals);
  const denominator = down * 10n ** BigInt(a.scale);
  return render((numerator * 2n + denominator) / (denominator * 2n), decimals);
}
