import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  contractQuery,
  contractsQuery,
  mapQuery,
  parcelQuery,
  parcelsQuery,
  readContractsSearch,
  readParcelsSearch,
} from '../domains/land/queries';
import { enterpriseChoicesQuery } from '../shared/enterprises';
import { shell } from './base';

const land = createRoute({
  getParentRoute: () => shell,
  path: '/land',
  validateSearch: readParcelsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) =>
    Promise.all([queries.ensureQueryData(mapQuery), queries.ensureQueryData(parcelsQuery(deps))]),
  component: lazyRouteComponent(() => import('../domains/land/LandPage'), 'LandPage'),
});

const newParcel = createRoute({
  getParentRoute: () => shell,
  path: '/land/parcels/new',
  component: lazyRouteComponent(() => import('../domains/land/NewParcelPage'), 'NewParcelPage'),
});

const merger = createRoute({
  getParentRoute: () => shell,
  path: '/land/merge',
  loader: ({ context: { queries } }) => queries.ensureQueryData(mapQuery),
  component: lazyRouteComponent(() => import('../domains/land/MergePage'), 'MergePage'),
});

const parcel = createRoute({
  getParentRoute: () => shell,
  path: '/land/parcels/$parcel',
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(parcelQuery(params.parcel)),
  component: lazyRouteComponent(() => import('../domains/land/ParcelPage'), 'ParcelPage'),
});

const split = createRoute({
  getParentRoute: () => shell,
  path: '/land/parcels/$parcel/split',
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(parcelQuery(params.parcel)),
  component: lazyRouteComponent(() => import('../domains/land/SplitPage'), 'SplitPage'),
});

const newContract = createRoute({
  getParentRoute: () => shell,
  path: '/land/parcels/$parcel/contract',
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(parcelQuery(params.parcel)),
      queries.ensureQueryData(enterpriseChoicesQuery),
    ]),
  component: lazyRouteComponent(() => import('../domains/land/NewContractPage'), 'NewContractPage'),
});

const contracts = createRoute({
  getParentRoute: () => shell,
  path: '/land/contracts',
  validateSearch: readContractsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(contractsQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/land/ContractsPage'), 'ContractsPage'),
});

const contract = createRoute({
  getParentRoute: () => shell,
  path: '/land/contracts/$contract',
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(contractQuery(params.contract)),
  component: lazyRouteComponent(() => import('../domains/land/ContractPage'), 'ContractPage'),
});

/** Land: the map with its register, parcels and contracts. */
export const landRoutes = [land, newParcel, merger, parcel, split, newContract, contracts, contract] as const;
