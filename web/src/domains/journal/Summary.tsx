import type { Entry } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { formatDecimal, shortenId } from '../../ui/format';

const ID = /^[a-z]{3,4}_[0-9a-z]{26}$/;

/** Words for a value where the catalogues have them: a movement, a role, a state. */
function useValueText(): (name: string, value: string) => string {
  const words = useCatalogue();
  const vocabularies: Record<string, Readonly<Record<string, string>>> = {
    movement: words.enums.movement,
    role: words.enums.role,
    pause: words.enums.pause,
    credit_class: words.enums.creditClass,
    kind: { ...words.enums.bookKind, ...words.enums.exceptionKind },
  };
  return (name, value) => {
    const vocabulary = vocabularies[name];
    if (vocabulary !== undefined) {
      return lookUp(vocabulary, value);
    }
    return ID.test(value) ? shortenId(value) : name === 'year' ? value : formatDecimal(value);
  };
}

/** The few named values of an entry, in one line. */
export function Summary({ entry }: { entry: Entry }) {
  const words = useCatalogue();
  const valueText = useValueText();
  const facts = entry.summary.filter((fact) => fact.name !== 'number');
  return (
    <span>
      {facts.map((fact, index) => (
        <span key={fact.name} title={fact.value}>
          {index > 0 && ' · '}
          {lookUp(words.journal.summary, fact.name)} {valueText(fact.name, fact.value)}
        </span>
      ))}
    </span>
  );
}
