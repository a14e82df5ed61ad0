import { directions, slipKinds, slipStatuses } from '../../api/choices';
import { readOneOf, readPaging, readText } from '../../ui/paging';
import type { SlipsSearch } from './queries';

export function readSlipsSearch(search: Record<string, unknown>): SlipsSearch {
  return {
    ...readPaging(search),
    text: readText(search.text),
    status: readOneOf(search.status, slipStatuses),
    kind: readOneOf(search.kind, slipKinds),
    direction: readOneOf(search.direction, directions),
    list: readText(search.list),
    held: search.held === true || search.held === 'true' ? true : undefined,
  };
}

export const slipTabs = ['trucks', 'paper', 'history'] as const;
export type SlipTab = (typeof slipTabs)[number];

export function readSlipSearch(search: Record<string, unknown>): { tab?: SlipTab } {
  return { tab: readOneOf(search.tab, slipTabs) };
}

export function readNewSlipSearch(search: Record<string, unknown>): { list?: string } {
  return { list: readText(search.list) };
}

export const paperSizes = ['a5', 'a4'] as const;
export type PaperSize = (typeof paperSizes)[number];

export function readPrintSearch(search: Record<string, unknown>): { size?: PaperSize } {
  return { size: readOneOf(search.size, paperSizes) };
}
