import { bookKinds, bookStatuses, itemClasses, purposes } from '../../api/choices';
import { readOneOf, readPaging, readText } from '../../ui/paging';
import type { BooksSearch, ItemsSearch, PostingsSearch } from './queries';

export function readBooksSearch(search: Record<string, unknown>): BooksSearch {
  return {
    ...readPaging(search),
    text: readText(search.text),
    kind: readOneOf(search.kind, bookKinds),
    status: readOneOf(search.status, bookStatuses),
  };
}

export const bookTabs = ['items', 'boms', 'lists', 'periods', 'postings'] as const;
export type BookTab = (typeof bookTabs)[number];

export interface BookSearch extends ItemsSearch, PostingsSearch {
  tab?: BookTab;
}

export function readBookSearch(search: Record<string, unknown>): BookSearch {
  return {
    ...readPaging(search),
    tab: readOneOf(search.tab, bookTabs),
    text: readText(search.text),
    class: readOneOf(search.class, itemClasses),
    purpose: readOneOf(search.purpose, purposes),
  };
}

export const filingSteps = ['items', 'boms', 'submit'] as const;
export type FilingStep = (typeof filingSteps)[number];

export function readFilingSearch(search: Record<string, unknown>): { step?: FilingStep } {
  return { step: readOneOf(search.step, filingSteps) };
}
