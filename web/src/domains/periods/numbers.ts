import { useTranslation } from 'react-i18next';
import { purposes } from '../../api/choices';
import type { Purpose, VerificationRow } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { readOneOf } from '../../ui/paging';

/** What a number of a row comes from. */
export type Origin =
  | { kind: 'opening'; value: string }
  /** A balance of an account: what moved on it in the period. */
  | { kind: 'account'; purpose: Purpose; value: string }
  | { kind: 'count'; stage: 'stock' | 'work_in_progress' | 'finished'; value: string }
  | { kind: 'price'; value: string }
  | { kind: 'formula'; formula: VerificationRow['formulas'][number] };

const counted = {
  counted_stock: 'stock',
  counted_work_in_progress: 'work_in_progress',
  counted_finished: 'finished',
} as const;

function isCounted(name: string): name is keyof typeof counted {
  return Object.hasOwn(counted, name);
}

/** Finds what a number of a row rests on, by the name that formulae use; undefined where the row has no such number. */
export function originOf(row: VerificationRow, name: string): Origin | undefined {
  if (name === 'opening') {
    return { kind: 'opening', value: row.opening };
  }
  if (isCounted(name)) {
    const value = row[name];
    return value === null || value === undefined ? undefined : { kind: 'count', stage: counted[name], value };
  }
  if (name === 'average_price') {
    return row.average_price ? { kind: 'price', value: row.average_price } : undefined;
  }
  const formula = row.formulas.find((one) => one.name === name);
  if (formula !== undefined) {
    return { kind: 'formula', formula };
  }
  const purpose = readOneOf(name, purposes);
  if (purpose === undefined) {
    return undefined;
  }
  const found = row.quantities.find((one) => one.purpose === purpose);
  return { kind: 'account', purpose, value: found?.quantity ?? '0.00000' };
}

/** The value of a number of a row by its name. */
export function numberOf(row: VerificationRow, name: string): string | null {
  const origin = originOf(row, name);
  if (origin === undefined) {
    return null;
  }
  return origin.kind === 'formula' ? (origin.formula.result ?? null) : origin.value;
}

/** The words for a number: those of its account, or of its formula. */
export function useNumberNames(): (name: string) => string {
  const words = useCatalogue();
  const { t } = useTranslation('enums');
  return (name) => {
    const purpose = readOneOf(name, purposes);
    return purpose === undefined ? lookUp(words.periods.numbers, name) : t(`purpose.${purpose}`);
  };
}
