import { splitDecimal } from './format';

/** Decimal text in tabular figures; zeros that only fill up the scale step back. */
export function Amount({ value, unit }: { value: string | null | undefined; unit?: string | null }) {
  if (value === null || value === undefined) {
    return <span>—</span>;
  }
  const { whole, fraction, trailingZeros } = splitDecimal(value);
  return (
    <span className="figures">
      {whole}
      {fraction}
      {trailingZeros !== '' && <span className="trailing-zeros">{trailingZeros}</span>}
      {unit ? ` ${unit}` : null}
    </span>
  );
}
