import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
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
import { bookOfLotsQuery, lotQuery, lotsQuery, readLotsSearch } from '../domains/lots/queries';
import {
  allPeriodsQuery,
  bookOfPeriodQuery,
  countQuery,
  periodQuery,
  rowsQuery,
} from '../domains/periods/queries';
import { readPeriodSearch, readPeriodsSearch } from '../domains/periods/search';
import { shell } from './base';

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

const periods = createRoute({
  getParentRoute: () => shell,
  path: '/periods',
  validateSearch: readPeriodsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureQueryData(allPeriodsQuery(deps)),
  component: lazyRouteComponent(() => import('../domains/periods/PeriodsPage'), 'PeriodsPage'),
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

/** Account books and what belongs to them: filings, periods, lots. */
export const bookRoutes = [books, newBook, book, fileIntoBook, periods, period, itemLots, lot] as const;
