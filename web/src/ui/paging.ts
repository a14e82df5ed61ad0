/** Where a cursor-paged table stands, as kept in the URL. */
export interface PagingSearch {
  cursor?: string;
  /** Cursors of the pages before this one, first page first (an empty text). */
  trail?: string[];
}

export const PAGE_SIZE = 50;

export function readPaging(search: Record<string, unknown>): PagingSearch {
  const { cursor, trail } = search;
  return {
    ...(typeof cursor === 'string' && cursor !== '' ? { cursor } : {}),
    ...(Array.isArray(trail) && trail.length > 0
      ? { trail: trail.filter((entry): entry is string => typeof entry === 'string') }
      : {}),
  };
}

export function nextPage(search: PagingSearch, nextCursor: string): PagingSearch {
  return { cursor: nextCursor, trail: [...(search.trail ?? []), search.cursor ?? ''] };
}

export function previousPage(search: PagingSearch): PagingSearch {
  const trail = search.trail ?? [];
  const last = trail.at(-1);
  const rest = trail.slice(0, -1);
  return {
    cursor: last === undefined || last === '' ? undefined : last,
    trail: rest.length > 0 ? rest : undefined,
  };
}

/** Reads one text filter from the URL; an empty text is no filter. The router reads bare digits as a number. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Reads a filter that is one of a few words. */
export function readOneOf<Word extends string>(value: unknown, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === value);
}
