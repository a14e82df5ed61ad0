import { useTranslation } from 'react-i18next';
import type { Formula, VerificationRow } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { NumberButton } from './NumberButton';
import { useNumberNames } from './numbers';

const SYMBOLS: Record<string, string> = { '+': '+', '-': '−', '*': '×', '/': '÷' };

/** A formula in words, and its inputs, each of which opens in turn. */
export function FormulaView({ row, formula }: { row: VerificationRow; formula: Formula }) {
  const { t } = useTranslation('periods');
  const words = useCatalogue();
  const names = useNumberNames();
  const isPlain = /^[a-z_]+( [-+*/] [a-z_]+)*$/.test(formula.expression);
  const expression = isPlain
    ? formula.expression
        .split(' ')
        .map((word) => SYMBOLS[word] ?? names(word))
        .join(' ')
    : lookUp(words.periods.expressions, formula.name);
  return (
    <>
      <p>
        <strong>{names(formula.name)}</strong> = {expression}
      </p>
      <table className="line-table" aria-label={t('inputs')}>
        <thead>
          <tr>
            <th scope="col">{t('input')}</th>
            <th scope="col" style={{ textAlign: 'right' }}>
              {t('value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {formula.inputs.map((input) => (
            <tr key={input.name}>
              <th scope="row">{names(input.name)}</th>
              <td style={{ textAlign: 'right' }} data-label={t('value')}>
                <NumberButton row={row} name={input.name} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
