import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readGateSearch } from '../domains/lists/search';
import { slipNoteQuery, slipQuery, slipsQuery } from '../domains/slips/queries';
import { readNewSlipSearch, readPrintSearch, readSlipSearch, readSlipsSearch } from '../domains/slips/search';
import { shell } from './base';

const gate = createRoute({
  getParentRoute: () => shell,
  path: '/gate',
  component: lazyRouteComponent(() => import('../domains/gate/LanePage'), 'LanePage'),
});

const gateReports = createRoute({
  getParentRoute: () => shell,
  path: '/gate/reports',
  validateSearch: readGateSearch,
  component: lazyRouteComponent(() => import('../domains/lists/GatePage'), 'GatePage'),
});

const slips = createRoute({
  getParentRoute: () => shell,
  path: '/slips',
  validateSearch: readSlipsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(slipsQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/slips/SlipsPage'), 'SlipsPage'),
});

const newSlip = createRoute({
  getParentRoute: () => shell,
  path: '/slips/new',
  validateSearch: readNewSlipSearch,
  component: lazyRouteComponent(() => import('../domains/slips/NewSlipPage'), 'NewSlipPage'),
});

const slip = createRoute({
  getParentRoute: () => shell,
  path: '/slips/$slip',
  validateSearch: readSlipSearch,
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(slipQuery(params.slip)),
  component: lazyRouteComponent(() => import('../domains/slips/SlipPage'), 'SlipPage'),
});

const slipPaper = createRoute({
  getParentRoute: () => shell,
  path: '/slips/$slip/print',
  validateSearch: readPrintSearch,
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(slipQuery(params.slip)),
      queries.ensureQueryData(slipNoteQuery(params.slip)),
    ]),
  component: lazyRouteComponent(() => import('../domains/slips/PrintPage'), 'PrintPage'),
});

/** The gate: its lane, its reports by list, and pass slips. */
export const gateRoutes = [gate, gateReports, slips, newSlip, slip, slipPaper] as const;
