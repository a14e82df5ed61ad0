import { periodStatuses } from '../../api/choices';
import type { PeriodStatus } from '../../api/types';
import { type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export const periodTabs = ['rows', 'consumption', 'count', 'late', 'history'] as const;
export type PeriodTab = (typeof periodTabs)[number];

export interface PeriodSearch extends PagingSearch {
  tab?: PeriodTab;
  /** Only items of which record and count differ. */
  differences?: true;
  /** The item of which a number is open, and which one: an account's purpose, a count or a formula. */
  item?: number;
  open?: string;
}

export interface PeriodsSearch extends PagingSearch {
  text?: string;
  status?: PeriodStatus;
  /** Only periods that are not counted yet and may not end later than this day. */
  due?: string;
}

export function readPeriodsSearch(search: Record<string, unknown>): PeriodsSearch {
  const due = readText(search.due);
  return {
    ...readPaging(search),
    text: readText(search.text),
    status: readOneOf(search.status, periodStatuses),
    due: due !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(due) ? due : undefined,
  };
}

export function readPeriodSearch(search: Record<string, unknown>): PeriodSearch {
  const item = Number(search.item);
  const open = readText(search.open);
  const isOpen = Number.isInteger(item) && item > 0 && open !== undefined && /^[a-z_]+$/.test(open);
  return {
    ...readPaging(search),
    tab: readOneOf(search.tab, periodTabs),
    differences: search.differences === true || search.differences === 'true' ? true : undefined,
    ...(isOpen ? { item, open } : {}),
  };
}
