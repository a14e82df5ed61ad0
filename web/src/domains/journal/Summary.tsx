import type { Entry } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { formatDecimal, formatInstant, shortenId } from '../../ui/format';

// Only these are amounts or counts; every other text may be a number that someone gave, kept as it is.
const COUNTED = new Set(['quantity', 'amount', 'lines', 'items', 'codes', 'rows', 'members', 'parameters']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const ID = /^[a-z]{3,4}_[0-9a-z]{26}$/;

/** Words for a value where the catalogues have them: a movement, a role, a state. */
export function useValueText(): (name: string, value: string) => string {
  const words = useCatalogue();
  const vocabularies: Record<string, Readonly<Record<string, string>>> = {
    movement: words.enums.movement,
    role: words.enums.role,
    pause: words.enums.pause,
    credit_class: words.enums.creditClass,
    exception: words.enums.exceptionKind,
    gate: words.enums.gate,
    cause: { ...words.enums.holdCause, ...words.enums.differenceCause },
    kind: { ...words.enums.bookKind, ...words.enums.exceptionKind, ...words.enums.taskKind },
  };
  return (name, value) => {
    const vocabulary = vocabularies[name];
    if (vocabulary !== undefined) {
      return lookUp(vocabulary, value);
    }
    if (ID.test(value)) {
      return shortenId(value);
    }
    if (INSTANT.test(value)) {
      return formatInstant(value);
    }
    return COUNTED.has(name) ? formatDecimal(value) : value;
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
