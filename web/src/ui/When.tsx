import { formatInstant } from './format';

/** An instant in the zone's time. */
export function When({ instant }: { instant: string | null | undefined }) {
  if (!instant) {
    return <span>—</span>;
  }
  return (
    <time dateTime={instant} className="figures">
      {formatInstant(instant)}
    </time>
  );
}
