/** One event of an entry as it stands in the journal: its domain, its name and what it carries. */
export interface ReadEvent {
  domain: string;
  name: string;
  content: unknown;
  /** The event whole, as recorded. */
  raw: unknown;
}

/** Events of the same name that follow each other, such as the transfers of one posting. */
export interface EventRun {
  domain: string;
  name: string;
  /** Place of the first one among the entry's events. */
  first: number;
  events: ReadEvent[];
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
  return {
    domain: outer?.[0] ?? '',
    name: inner?.[0] ?? outer?.[0] ?? '',
    content: inner?.[1] ?? null,
    raw: event,
  };
}

/** Puts events of the same name that follow each other together. */
export function readRuns(events: readonly unknown[]): EventRun[] {
  const runs: EventRun[] = [];
  events.forEach((event, index) => {
    const read = readEvent(event);
    const last = runs.at(-1);
    if (last !== undefined && last.domain === read.domain && last.name === read.name) {
      last.events.push(read);
    } else {
      runs.push({ domain: read.domain, name: read.name, first: index, events: [read] });
    }
  });
  return runs;
}
