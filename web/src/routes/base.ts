import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../session/session';
import { readText } from '../ui/paging';
import { AppShell } from './AppShell';
import { SignInFrame } from './SignInFrame';

interface RouterContext {
  queries: QueryClient;
}

export const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

/** Only an address of this console may follow a sign-in. */
function readNext(value: unknown): string | undefined {
  const next = readText(value);
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : undefined;
}

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: readNext(search.next) }),
  component: SignInFrame,
});

/** The frame of every page for signed-in people. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session === null) {
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  component: AppShell,
});
