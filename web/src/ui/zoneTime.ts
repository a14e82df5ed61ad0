import { formatInstant, ZONE_OFFSET_MINUTES } from './format';

/** The zone's time as a text for an input of date and time: `2026-03-01T09:30:05`. */
export function zoneTimeNow(now: number, offsetMinutes: number = ZONE_OFFSET_MINUTES): string {
  return formatInstant(new Date(now).toISOString(), offsetMinutes).replace(' ', 'T');
}

/** Reads such a text as an instant in UTC; undefined when it is none. */
export function instantOf(zoneTime: string, offsetMinutes: number = ZONE_OFFSET_MINUTES): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?$/.exec(zoneTime);
  if (match === null) {
    return undefined;
  }
  const milliseconds = Date.parse(`${match[1]}T${match[2]}${match[3] ?? ':00'}Z`);
  if (Number.isNaN(milliseconds)) {
    return undefined;
  }
  return new Date(milliseconds - offsetMinutes * 60_000).toISOString().replace('.000Z', 'Z');
}
