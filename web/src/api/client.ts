import createClient, { type Middleware } from 'openapi-fetch';
import { UnreachableError } from './problem';
import type { paths } from './schema';

// The newest position that this browser wrote; later reads ask for at least that, so that nobody misses their own act.
let newestPosition: number | null = null;

export function sawPosition(position: number): void {
  newestPosition = newestPosition === null ? position : Math.max(newestPosition, position);
}

const readOwnWrites: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET' || newestPosition === null || !request.url.includes('/api/v1/')) {
      return undefined;
    }
    if (/\/session$|\/receipt|\/checkpoint|\/trust-file|\/reference\//.test(request.url)) {
      return undefined;
    }
    const url = new URL(request.url);
    url.searchParams.set('at_least_position', String(newestPosition));
    return new Request(url, request);
  },
};

/** What the browser threw says how it could not reach the server; that it could not is all that anybody acts upon. */
const sayUnreachable: Middleware = { onError: ({ error }) => new UnreachableError(error) };

/** The one client of the API. Types come from the server's own description; there is no other origin to ask. */
export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
api.use(readOwnWrites, sayUnreachable);

/** Forgets what was written, for the next person at this browser. */
export function forgetPosition(): void {
  newestPosition = null;
}
