import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { projectQuery, projectsQuery } from '../domains/investment/queries';
import { assessmentsQuery } from '../domains/talent/queries';
import { readPaging } from '../ui/paging';
import { shell } from './base';

const investment = createRoute({
  getParentRoute: () => shell,
  path: '/investment',
  validateSearch: readPaging,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(projectsQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/investment/InvestmentPage'), 'InvestmentPage'),
});

const project = createRoute({
  getParentRoute: () => shell,
  path: '/investment/$project',
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(projectQuery(params.project)),
  component: lazyRouteComponent(() => import('../domains/investment/ProjectPage'), 'ProjectPage'),
});

const talent = createRoute({
  getParentRoute: () => shell,
  path: '/talent',
  validateSearch: readPaging,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(assessmentsQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/talent/TalentPage'), 'TalentPage'),
});

/** Investment projects, and work permits by points. */
export const investmentRoutes = [investment, project, talent] as const;
