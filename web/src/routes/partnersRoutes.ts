import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readsEntries } from '../domains/partners/capabilities';
import {
  institutionQuery,
  institutionsQuery,
  platformQuery,
  platformsQuery,
  readPartnersSearch,
} from '../domains/partners/queries';
import { sessionQuery } from '../session/session';
import { subjectHistoryQuery } from '../shared/historyOfSubject';
import { shell } from './base';

const institutions = createRoute({
  getParentRoute: () => shell,
  path: '/institutions',
  validateSearch: readPartnersSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => {
    const content = {
      institutions: () => queries.ensureQueryData(institutionsQuery(deps)),
      platforms: () => queries.ensureQueryData(platformsQuery(deps)),
    };
    return content[deps.tab ?? 'institutions']();
  },
  component: lazyRouteComponent(() => import('../domains/partners/PartnersPage'), 'PartnersPage'),
});

const institution = createRoute({
  getParentRoute: () => shell,
  path: '/institutions/$institution',
  loader: async ({ context: { queries }, params }) => {
    const session = await queries.ensureQueryData(sessionQuery);
    await Promise.all([
      queries.ensureQueryData(institutionQuery(params.institution)),
      session !== null &&
        readsEntries(session) &&
        queries.ensureQueryData(subjectHistoryQuery(params.institution)),
    ]);
  },
  component: lazyRouteComponent(() => import('../domains/partners/InstitutionPage'), 'InstitutionPage'),
});

const platform = createRoute({
  getParentRoute: () => shell,
  path: '/platforms/$platform',
  loader: async ({ context: { queries }, params }) => {
    const session = await queries.ensureQueryData(sessionQuery);
    await Promise.all([
      queries.ensureQueryData(platformQuery(params.platform)),
      session !== null &&
        readsEntries(session) &&
        queries.ensureQueryData(subjectHistoryQuery(params.platform)),
    ]);
  },
  component: lazyRouteComponent(() => import('../domains/partners/PlatformPage'), 'PlatformPage'),
});

/** International institutions and cooperation platforms. */
export const partnersRoutes = [institutions, institution, platform] as const;
