import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { usersQuery } from '../domains/access/queries';
import {
  bomsQuery,
  bookListsQuery,
  bookPeriodsQuery,
  bookPostingsQuery,
  bookQuery,
  booksQuery,
  itemsQuery,
} from '../domains/books/queries';
import { readBookSearch, readBooksSearch, readFilingSearch } from '../domains/books/search';
import {
  allEquipmentQuery,
  equipmentQuery,
  postedListsQuery,
  readEquipmentSearch,
  readNewEquipmentSearch,
} from '../domains/equipment/queries';
import { entriesQuery, entryQuery, readJournalSearch, refusalsQuery } from '../domains/journal/queries';
import {
  allLinesQuery,
  linesQuery,
  listPostingsQuery,
  listQuery,
  listsQuery,
  listTraceQuery,
  openBooksQuery,
} from '../domains/lists/queries';
import { readGateSearch, readListSearch, readListsSearch, readNewListSearch } from '../domains/lists/search';
import { bookOfLotsQuery, lotQuery, lotsQuery, readLotsSearch } from '../domains/lots/queries';
import {
  calendarQuery,
  commoditiesQuery,
  parametersQuery,
  readParametersSearch,
} from '../domains/parameters/queries';
import { enterprisesQuery, groupsQuery, mandatesQuery, readPartiesSearch } from '../domains/parties/queries';
import { bookOfPeriodQuery, countQuery, periodQuery, rowsQuery } from '../domains/periods/queries';
import { readPeriodSearch } from '../domains/periods/search';
import { slipNoteQuery, slipQuery, slipsQuery } from '../domains/slips/queries';
import { readNewSlipSearch, readPrintSearch, readSlipSearch, readSlipsSearch } from '../domains/slips/search';
import { exceptionsQuery, readExceptionsSearch, tasksQuery } from '../domains/worklist/queries';
import { holds, readsAnything, sessionQuery } from '../session/session';
import { enterpriseChoicesQuery } from '../shared/enterprises';
import { readPaging, readText } from '../ui/paging';
import { AppShell } from './AppShell';
import { Failure, NotFound, Pending } from './Failure';
import { heldSlipsQuery, overviewQuery } from './overview';
import { SignInFrame } from './SignInFrame';

interface RouterContext {
  queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

/** Only an address of this console may follow a sign-in. */
function readNext(value: unknown): string | undefined {
  const next = readText(value);
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : undefined;
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: readNext(search.next) }),
  component: SignInFrame,
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session === null) {
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  component: AppShell,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session !== null && !readsAnything(session) && holds(session, 'gate_operator')) {
      throw redirect({ to: '/gate' });
    }
  },
  loader: ({ context: { queries } }) =>
    Promise.all([
      queries.ensureQueryData(overviewQuery),
      queries.ensureQueryData(heldSlipsQuery),
      queries.ensureQueryData(tasksQuery({}, 10)),
      queries.ensureQueryData(exceptionsQuery({ state: 'open' }, 5)),
    ]),
  component: lazyRouteComponent(() => import('./HomePage'), 'HomePage'),
});

const books = createRoute({
  getParentRoute: () => shell,
  path: '/books',
  validateSearch: readBooksSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(booksQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/books/BooksPage'), 'BooksPage'),
});

const newBook = createRoute({
  getParentRoute: () => shell,
  path: '/books/new',
  component: lazyRouteComponent(() => import('../domains/books/NewBookPage'), 'NewBookPage'),
});

const book = createRoute({
  getParentRoute: () => shell,
  path: '/books/$book',
  validateSearch: readBookSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, params, deps }) => {
    const content = {
      items: () => queries.ensureQueryData(itemsQuery(params.book, deps)),
      boms: () => queries.ensureQueryData(bomsQuery(params.book, deps)),
      lists: () => queries.ensureQueryData(bookListsQuery(params.book, deps)),
      periods: () => queries.ensureQueryData(bookPeriodsQuery(params.book, deps)),
      postings: () => queries.ensureQueryData(bookPostingsQuery(params.book, deps)),
    };
    return Promise.all([queries.ensureQueryData(bookQuery(params.book)), content[deps.tab ?? 'items']()]);
  },
  component: lazyRouteComponent(() => import('../domains/books/BookPage'), 'BookPage'),
});

const fileIntoBook = createRoute({
  getParentRoute: () => shell,
  path: '/books/$book/file',
  validateSearch: readFilingSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, params: { book: id }, deps }) => {
    const items = (['finished', 'material', 'scrap'] as const).map((one) =>
      itemsQuery(id, { class: one }, 200),
    );
    return Promise.all([
      queries.ensureQueryData(bookQuery(id)),
      ...(deps.step === undefined || deps.step === 'items'
        ? []
        : [queries.ensureQueryData(bomsQuery(id, {}, 200))]),
      ...(deps.step === 'boms' ? items.map((query) => queries.ensureQueryData(query)) : []),
    ]);
  },
  component: lazyRouteComponent(() => import('../domains/books/FilePage'), 'FilePage'),
});

const period = createRoute({
  getParentRoute: () => shell,
  path: '/books/$book/periods/$period',
  validateSearch: readPeriodSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queries }, params, deps }) => {
    const key = { book: params.book, period: Number(params.period) };
    await Promise.all([
      queries.ensureQueryData(bookOfPeriodQuery(params.book)),
      queries.ensureQueryData(periodQuery(key)),
    ]);
    if (deps.tab === 'count') {
      await queries.ensureQueryData(countQuery(key));
    } else if (deps.tab === undefined || deps.tab === 'rows' || deps.tab === 'consumption') {
      await queries.ensureQueryData(rowsQuery(key, deps));
    }
  },
  component: lazyRouteComponent(() => import('../domains/periods/PeriodPage'), 'PeriodPage'),
});

const itemLots = createRoute({
  getParentRoute: () => shell,
  path: '/books/$book/items/$item',
  validateSearch: readLotsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, params, deps }) =>
    Promise.all([
      queries.ensureQueryData(bookOfLotsQuery(params.book)),
      queries.ensureQueryData(lotsQuery(params.book, Number(params.item), deps)),
    ]),
  component: lazyRouteComponent(() => import('../domains/lots/ItemLotsPage'), 'ItemLotsPage'),
});

const lot = createRoute({
  getParentRoute: () => shell,
  path: '/books/$book/lots/$lot',
  loader: ({ context: { queries }, params }) =>
    Promise.all([
      queries.ensureQueryData(bookOfLotsQuery(params.book)),
      queries.ensureQueryData(lotQuery(params.book, Number(params.lot))),
    ]),
  component: lazyRouteComponent(() => import('../domains/lots/LotPage'), 'LotPage'),
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
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(equipmentQuery(params.equipment)),
  component: lazyRouteComponent(() => import('../domains/equipment/EquipmentPage'), 'EquipmentPage'),
});

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
      await queries.ensureQueryData(listTraceQuery(params.list));
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

const worklist = createRoute({
  getParentRoute: () => shell,
  path: '/worklist',
  validateSearch: readPaging,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(tasksQuery(deps)),
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
    };
    return content[deps.tab ?? 'parameters']();
  },
  component: lazyRouteComponent(() => import('../domains/parameters/ParametersPage'), 'ParametersPage'),
});

const tree = root.addChildren([
  signIn,
  shell.addChildren([
    home,
    books,
    newBook,
    book,
    fileIntoBook,
    period,
    itemLots,
    lot,
    allEquipment,
    newEquipment,
    equipment,
    lists,
    newList,
    list,
    editList,
    gate,
    gateReports,
    slips,
    newSlip,
    slip,
    slipPaper,
    worklist,
    exceptions,
    journal,
    entry,
    verify,
    enterprises,
    users,
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
