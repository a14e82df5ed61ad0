import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  applicationQuery,
  applicationsQuery,
  matterChoicesQuery,
  matterQuery,
  mattersQuery,
  readApplicationsSearch,
  readNewApplicationSearch,
  restrictionsQuery,
} from '../domains/approvals/queries';
import { subjectHistoryQuery } from '../shared/historyOfSubject';
import { readPaging } from '../ui/paging';
import { shell } from './base';

const applications = createRoute({
  getParentRoute: () => shell,
  path: '/applications',
  validateSearch: readApplicationsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) =>
    Promise.all([
      queries.ensureQueryData(applicationsQuery(deps)),
      queries.ensureQueryData(restrictionsQuery),
    ]),
  component: lazyRouteComponent(() => import('../domains/approvals/ApplicationsPage'), 'ApplicationsPage'),
});

const newApplication = createRoute({
  getParentRoute: () => shell,
  path: '/applications/new',
  validateSearch: readNewApplicationSearch,
  loader: ({ context: { queries } }) => queries.ensureQueryData(matterChoicesQuery),
  component: lazyRouteComponent(
    () => import('../domains/approvals/NewApplicationPage'),
    'NewApplicationPage',
  ),
});

const application = createRoute({
  getParentRoute: () => shell,
  path: '/applications/$application',
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(applicationQuery(params.application)),
      queries.ensureQueryData(subjectHistoryQuery(params.application)),
    ]),
  component: lazyRouteComponent(() => import('../domains/approvals/ApplicationPage'), 'ApplicationPage'),
});

const matters = createRoute({
  getParentRoute: () => shell,
  path: '/matters',
  validateSearch: readPaging,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(mattersQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/approvals/MattersPage'), 'MattersPage'),
});

const matter = createRoute({
  getParentRoute: () => shell,
  path: '/matters/$matter',
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(matterQuery(params.matter)),
      queries.ensureQueryData(subjectHistoryQuery(params.matter)),
    ]),
  component: lazyRouteComponent(() => import('../domains/approvals/MatterPage'), 'MatterPage'),
});

/** Matters granted on notification and commitment, and the applications for them. */
export const approvalsRoutes = [applications, newApplication, application, matters, matter] as const;
