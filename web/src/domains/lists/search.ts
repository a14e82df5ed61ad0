import { directions, listStatuses, movements } from '../../api/choices';
import { type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';
import type { ListsSearch } from './queries';

export function readListsSearch(search: Record<string, unknown>): ListsSearch {
  return {
    ...readPaging(search),
    text: readText(search.text),
    status: readOneOf(search.status, listStatuses),
    direction: readOneOf(search.direction, directions),
    movement: readOneOf(search.movement, movements),
  };
}

export const listTabs = ['lines', 'trucks', 'postings', 'trace', 'history'] as const;
export type ListTab = (typeof listTabs)[number];

export interface ListSearch extends PagingSearch {
  tab?: ListTab;
}

export function readListSearch(search: Record<string, unknown>): ListSearch {
  return { ...readPaging(search), tab: readOneOf(search.tab, listTabs) };
}

export function readNewListSearch(search: Record<string, unknown>): { book?: string } {
  return { book: readText(search.book) };
}

export function readGateSearch(search: Record<string, unknown>): { list?: string } {
  return { list: readText(search.list) };
}
