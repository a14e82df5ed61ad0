import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  consignmentQuery,
  consignmentsQuery,
  type ExchangeSearch,
  partnerZonesQuery,
} from '../domains/exchange/queries';
import { readPaging } from '../ui/paging';
import { shell } from './base';

function readExchangeSearch(search: Record<string, unknown>): ExchangeSearch {
  const { direction } = search;
  const isKnown = direction === 'outbound' || direction === 'inbound';
  return { ...readPaging(search), ...(isKnown ? { direction } : {}) };
}

const exchange = createRoute({
  getParentRoute: () => shell,
  path: '/exchange',
  validateSearch: readExchangeSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) =>
    Promise.all([
      queries.ensureQueryData(consignmentsQuery(deps)),
      queries.ensureQueryData(partnerZonesQuery),
    ]),
  component: lazyRouteComponent(() => import('../domains/exchange/ExchangePage'), 'ExchangePage'),
});

const consignment = createRoute({
  getParentRoute: () => shell,
  path: '/exchange/$consignment',
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(consignmentQuery(params.consignment)),
  component: lazyRouteComponent(() => import('../domains/exchange/ConsignmentPage'), 'ConsignmentPage'),
});

/** Goods to and from other zones. */
export const exchangeRoutes = [exchange, consignment] as const;
