import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { contractsQuery, fourChainsQuery, readFourChainsSearch } from '../domains/chain/fourChains';
import { productQuery, productsQuery, readChainSearch, readProductSearch } from '../domains/chain/queries';
import {
  classificationsQuery,
  enterpriseClassesQuery,
  readIndustrySearch,
} from '../domains/industry/queries';
import { scopesQuery } from '../shared/scopes';
import { shell } from './base';

const industry = createRoute({
  getParentRoute: () => shell,
  path: '/industry',
  validateSearch: readIndustrySearch,
  loader: ({ context: { queries } }) =>
    Promise.all([queries.ensureQueryData(classificationsQuery), queries.ensureQueryData(scopesQuery)]),
  component: lazyRouteComponent(() => import('../domains/industry/IndustryPage'), 'IndustryPage'),
});

const enterpriseClasses = createRoute({
  getParentRoute: () => shell,
  path: '/industry/enterprises/$enterprise',
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(classificationsQuery),
      queries.ensureQueryData(enterpriseClassesQuery(params.enterprise)),
    ]),
  component: lazyRouteComponent(
    () => import('../domains/industry/EnterpriseClassesPage'),
    'EnterpriseClassesPage',
  ),
});

const chain = createRoute({
  getParentRoute: () => shell,
  path: '/chain',
  validateSearch: readChainSearch,
  loader: ({ context: { queries } }) => queries.ensureQueryData(scopesQuery),
  component: lazyRouteComponent(() => import('../domains/chain/ChainPage'), 'ChainPage'),
});

const product = createRoute({
  getParentRoute: () => shell,
  path: '/chain/products/$product',
  validateSearch: readProductSearch,
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(productQuery(params.product)),
  component: lazyRouteComponent(() => import('../domains/chain/ProductPage'), 'ProductPage'),
});

const fourChains = createRoute({
  getParentRoute: () => shell,
  path: '/four-chains',
  validateSearch: readFourChainsSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queries }, deps }) => {
    if (deps.product === undefined) {
      await Promise.all([
        queries.ensureQueryData(productsQuery(deps)),
        queries.ensureQueryData(contractsQuery),
      ]);
    } else {
      await queries.ensureQueryData(fourChainsQuery(deps.product));
    }
  },
  component: lazyRouteComponent(() => import('../domains/chain/FourChainsPage'), 'FourChainsPage'),
});

/** Industries, the supply chain, and the four chains that meet in a product. */
export const industryRoutes = [industry, enterpriseClasses, chain, product, fourChains] as const;
