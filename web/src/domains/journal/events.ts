/** One event of an entry as it stands in the journal: its domain, its name and what it carries. */
export interface ReadEvent {
  domain: string;
  name: string;
  content: unknown;
}

function firstEntry(value: unknown): [string, unknown] | undefined {
  if (typeof value === 'string') {
    return [value, null];
  }
  return typeof value === 'object' && value !== null ? Object.entries(value)[0] : undefined;
}

/** Reads the journal's form `{domain: {name: content}}`. What has another form keeps its text and gets no name. */
export function readEvent(event: unknown): ReadEvent {
  const outer = firstEntry(event);
  const inner = firstEntry(outer?.[1]);
  return { domain: outer?.[0] ?? '', name: inner?.[0] ?? outer?.[0] ?? '', content: inner?.[1] ?? null };
}
