import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  contractQuery,
  contractsOfQuery,
  contractsQuery,
  disclosureQuery,
  disclosuresQuery,
  readTechnologySearch,
} from '../domains/technology/queries';
import { enterpriseChoicesQuery } from '../shared/enterprises';
import { subjectHistoryQuery } from '../shared/historyOfSubject';
import { shell } from './base';

const technology = createRoute({
  getParentRoute: () => shell,
  path: '/technology',
  validateSearch: readTechnologySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => {
    const content = {
      disclosures: () => queries.ensureQueryData(disclosuresQuery(deps)),
      contracts: () => queries.ensureQueryData(contractsQuery(deps)),
      tax: () => queries.ensureQueryData(enterpriseChoicesQuery),
    };
    return content[deps.tab ?? 'disclosures']();
  },
  component: lazyRouteComponent(() => import('../domains/technology/TechnologyPage'), 'TechnologyPage'),
});

const disclosure = createRoute({
  getParentRoute: () => shell,
  path: '/technology/disclosures/$disclosure',
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(disclosureQuery(params.disclosure)),
      queries.ensureQueryData(contractsOfQuery(params.disclosure)),
      queries.ensureQueryData(subjectHistoryQuery(params.disclosure)),
    ]),
  component: lazyRouteComponent(() => import('../domains/technology/DisclosurePage'), 'DisclosurePage'),
});

const contract = createRoute({
  getParentRoute: () => shell,
  path: '/technology/contracts/$contract',
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(contractQuery(params.contract)),
      queries.ensureQueryData(subjectHistoryQuery(params.contract)),
    ]),
  component: lazyRouteComponent(() => import('../domains/technology/ContractPage'), 'ContractPage'),
});

/** Disclosures, technology contracts, and the tax on what they bring. */
export const technologyRoutes = [technology, disclosure, contract] as const;
