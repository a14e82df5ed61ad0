import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { tokensQuery, usersQuery } from '../domains/access/queries';
import { entriesQuery, entryQuery, readJournalSearch, refusalsQuery } from '../domains/journal/queries';
import {
  calendarQuery,
  commoditiesQuery,
  negativeListsQuery,
  parametersQuery,
  pointsTablesQuery,
  readParametersSearch,
} from '../domains/parameters/queries';
import { enterprisesQuery, groupsQuery, mandatesQuery, readPartiesSearch } from '../domains/parties/queries';
import { programmesQuery } from '../domains/programme/queries';
import {
  dueDatesQuery,
  exceptionsQuery,
  readExceptionsSearch,
  readWorklistSearch,
  tasksQuery,
} from '../domains/worklist/queries';
import { deciding, holds, readsAnything, sessionQuery } from '../session/session';
import { enterpriseChoicesQuery } from '../shared/enterprises';
import { readPaging } from '../ui/paging';
import { approvalsRoutes } from './approvalsRoutes';
import { root, shell, signIn } from './base';
import { bookRoutes } from './bookRoutes';
import { exchangeRoutes } from './exchangeRoutes';
import { Failure, NotFound, Pending } from './Failure';
import { gateRoutes } from './gateRoutes';
import { industryRoutes } from './industryRoutes';
import { investmentRoutes } from './investmentRoutes';
import { landRoutes } from './landRoutes';
import { listRoutes } from './listRoutes';
import { overviewQuery } from './overview';
import { partnersRoutes } from './partnersRoutes';
import { programmeRoutes } from './programmeRoutes';
import { technologyRoutes } from './technologyRoutes';
import { treasuryRoutes } from './treasuryRoutes';

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session !== null && !readsAnything(session) && holds(session, 'gate_operator')) {
      throw redirect({ to: '/gate' });
    }
  },
  loader: async ({ context: { queries } }) => {
    const role = deciding(await queries.ensureQueryData(sessionQuery));
    await Promise.all([
      queries.ensureQueryData(overviewQuery),
      queries.ensureQueryData(programmesQuery),
      queries.ensureQueryData(tasksQuery({}, 10, role)),
      queries.ensureQueryData(dueDatesQuery({}, 8, role)),
      queries.ensureQueryData(exceptionsQuery({ state: 'open' }, 5)),
    ]);
  },
  component: lazyRouteComponent(() => import('./HomePage'), 'HomePage'),
});

const worklist = createRoute({
  getParentRoute: () => shell,
  path: '/worklist',
  validateSearch: readWorklistSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queries }, deps }) => {
    await (deps.tab === 'due'
      ? queries.ensureQueryData(dueDatesQuery(deps))
      : queries.ensureQueryData(tasksQuery(deps)));
  },
  component: lazyRouteComponent(() => import('../domains/worklist/WorklistPage'), 'WorklistPage'),
});

const exceptions = createRoute({
  getParentRoute: () => shell,
  path: '/exceptions',
  validateSearch: readExceptionsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(exceptionsQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/worklist/ExceptionsPage'), 'ExceptionsPage'),
});

const journal = createRoute({
  getParentRoute: () => shell,
  path: '/journal',
  validateSearch: readJournalSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(entriesQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/journal/JournalPage'), 'JournalPage'),
});

const entry = createRoute({
  getParentRoute: () => shell,
  path: '/journal/$position',
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(entryQuery(Number(params.position))),
  component: lazyRouteComponent(() => import('../domains/journal/EntryPage'), 'EntryPage'),
});

const verify = createRoute({
  getParentRoute: () => shell,
  path: '/verify',
  loader: ({ context: { queries } }) => queries.ensureQueryData(refusalsQuery),
  component: lazyRouteComponent(() => import('../domains/journal/VerifyPage'), 'VerifyPage'),
});

const enterprises = createRoute({
  getParentRoute: () => shell,
  path: '/enterprises',
  validateSearch: readPartiesSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => {
    const content = {
      enterprises: () => queries.ensureQueryData(enterprisesQuery(deps)),
      groups: () => queries.ensureQueryData(groupsQuery(deps)),
      mandates: () => queries.ensureQueryData(mandatesQuery(deps)),
    };
    return content[deps.tab ?? 'enterprises']();
  },
  component: lazyRouteComponent(() => import('../domains/parties/PartiesPage'), 'PartiesPage'),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  loader: ({ context: { queries } }) => queries.ensureQueryData(tokensQuery),
  component: lazyRouteComponent(() => import('../domains/access/AccountPage'), 'AccountPage'),
});

const users = createRoute({
  getParentRoute: () => shell,
  path: '/users',
  validateSearch: readPaging,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) =>
    Promise.all([queries.ensureQueryData(usersQuery(deps)), queries.ensureQueryData(enterpriseChoicesQuery)]),
  component: lazyRouteComponent(() => import('../domains/access/UsersPage'), 'UsersPage'),
});

const parameters = createRoute({
  getParentRoute: () => shell,
  path: '/parameters',
  validateSearch: readParametersSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => {
    const content = {
      parameters: () => queries.ensureQueryData(parametersQuery(deps.date)),
      calendar: () => queries.ensureQueryData(calendarQuery),
      commodities: () => queries.ensureQueryData(commoditiesQuery(deps)),
      negativeList: () => queries.ensureQueryData(negativeListsQuery),
      points: () => queries.ensureQueryData(pointsTablesQuery),
    };
    return content[deps.tab ?? 'parameters']();
  },
  component: lazyRouteComponent(() => import('../domains/parameters/ParametersPage'), 'ParametersPage'),
});

const tree = root.addChildren([
  signIn,
  shell.addChildren([
    home,
    ...bookRoutes,
    ...listRoutes,
    ...gateRoutes,
    ...programmeRoutes,
    ...approvalsRoutes,
    ...landRoutes,
    ...industryRoutes,
    ...exchangeRoutes,
    ...treasuryRoutes,
    ...investmentRoutes,
    ...partnersRoutes,
    ...technologyRoutes,
    worklist,
    exceptions,
    journal,
    entry,
    verify,
    enterprises,
    users,
    account,
    parameters,
  ]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: Pending,
    defaultPendingMs: 400,
    defaultPendingMinMs: 0,
    scrollRestoration: true,
    // What is cached and how long is the query client's affair alone.
    defaultPreloadStaleTime: 0,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
