import { formatInstant } from './format';

/** An instant in the zone's time; where a column is narrow it breaks between date and time. */
export function When({ instant }: { instant: string | null | undefined }) {
  if (!instant) {
    return <span>—</span>;
  }
  const [date, time] = formatInstant(instant).split(' ');
  return (
    <time dateTime={instant}>
      <span className="figures">{date}</span> <span className="figures">{time}</span>
    </time>
  );
}
