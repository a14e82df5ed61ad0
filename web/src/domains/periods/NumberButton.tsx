import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { VerificationRow } from '../../api/types';
import { formatDecimal } from '../../ui/format';
import { numberOf, useNumberNames } from './numbers';

interface NumberButtonProps {
  row: VerificationRow;
  /** The name that formulae use for it. */
  name: string;
}

/** A number that opens to what it comes from; which one is open stands in the address. */
export function NumberButton({ row, name }: NumberButtonProps) {
  const { t } = useTranslation('periods');
  const names = useNumberNames();
  const navigate = useNavigate({ from: '/books/$book/periods/$period' });
  const value = numberOf(row, name);
  if (value === null) {
    return <span>—</span>;
  }
  return (
    <button
      type="button"
      className="number-button"
      aria-label={t('openNumber', { name: names(name), item: row.item, value })}
      onClick={() => void navigate({ search: (now) => ({ ...now, item: row.item, open: name }) })}
    >
      <span className="figures">{formatDecimal(value)}</span>
    </button>
  );
}
