import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  allEquipmentQuery,
  equipmentHistoryQuery,
  equipmentQuery,
  postedListsQuery,
  readEquipmentSearch,
  readNewEquipmentSearch,
} from '../domains/equipment/queries';
import {
  allLinesQuery,
  linesQuery,
  listPostingsQuery,
  listProductsQuery,
  listQuery,
  listsQuery,
  listTraceQuery,
  openBooksQuery,
} from '../domains/lists/queries';
import { readListSearch, readListsSearch, readNewListSearch } from '../domains/lists/search';
import { shell } from './base';

const lists = createRoute({
  getParentRoute: () => shell,
  path: '/lists',
  validateSearch: readListsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(listsQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/lists/ListsPage'), 'ListsPage'),
});

const newList = createRoute({
  getParentRoute: () => shell,
  path: '/lists/new',
  validateSearch: readNewListSearch,
  loader: ({ context: { queries } }) => queries.ensureQueryData(openBooksQuery),
  component: lazyRouteComponent(() => import('../domains/lists/NewListPage'), 'NewListPage'),
});

const list = createRoute({
  getParentRoute: () => shell,
  path: '/lists/$list',
  validateSearch: readListSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queries }, params, deps }) => {
    await queries.ensureQueryData(listQuery(params.list));
    if (deps.tab === undefined || deps.tab === 'lines') {
      await queries.ensureQueryData(linesQuery(params.list, deps));
    } else if (deps.tab === 'postings') {
      await queries.ensureQueryData(listPostingsQuery(params.list, deps));
    } else if (deps.tab === 'trace') {
      await Promise.all([
        queries.ensureQueryData(listTraceQuery(params.list)),
        queries.ensureQueryData(listProductsQuery(params.list)),
      ]);
    }
  },
  component: lazyRouteComponent(() => import('../domains/lists/ListPage'), 'ListPage'),
});

const editList = createRoute({
  getParentRoute: () => shell,
  path: '/lists/$list/edit',
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(listQuery(params.list)),
      queries.ensureQueryData(allLinesQuery(params.list)),
    ]),
  component: lazyRouteComponent(() => import('../domains/lists/EditListPage'), 'EditListPage'),
});

const allEquipment = createRoute({
  getParentRoute: () => shell,
  path: '/equipment',
  validateSearch: readEquipmentSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(allEquipmentQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/equipment/EquipmentListPage'), 'EquipmentListPage'),
});

const newEquipment = createRoute({
  getParentRoute: () => shell,
  path: '/equipment/new',
  validateSearch: readNewEquipmentSearch,
  loader: ({ context: { queries } }) => queries.ensureQueryData(postedListsQuery),
  component: lazyRouteComponent(() => import('../domains/equipment/NewEquipmentPage'), 'NewEquipmentPage'),
});

const equipment = createRoute({
  getParentRoute: () => shell,
  path: '/equipment/$equipment',
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(equipmentQuery(params.equipment)),
      queries.ensureQueryData(equipmentHistoryQuery(params.equipment)),
    ]),
  component: lazyRouteComponent(() => import('../domains/equipment/EquipmentPage'), 'EquipmentPage'),
});

/** Lists, and the equipment that came in with them. */
export const listRoutes = [lists, newList, list, editList, allEquipment, newEquipment, equipment] as const;
