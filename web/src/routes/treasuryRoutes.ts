import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { drawsQuery, poolQuery, poolsQuery } from '../domains/treasury/queries';
import { readPaging } from '../ui/paging';
import { shell } from './base';

const pools = createRoute({
  getParentRoute: () => shell,
  path: '/pools',
  validateSearch: readPaging,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(poolsQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/treasury/PoolsPage'), 'PoolsPage'),
});

const pool = createRoute({
  getParentRoute: () => shell,
  path: '/pools/$pool',
  validateSearch: readPaging,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, params, deps }) =>
    Promise.all([
      queries.ensureQueryData(poolQuery(params.pool)),
      queries.ensureQueryData(drawsQuery(params.pool, deps)),
    ]),
  component: lazyRouteComponent(() => import('../domains/treasury/PoolPage'), 'PoolPage'),
});

/** Cash pools and their draws. */
export const treasuryRoutes = [pools, pool] as const;
