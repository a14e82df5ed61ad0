import { useTranslation } from 'react-i18next';
import type { EntryDetail } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { ShortId } from '../../ui/ShortId';
import { type EventRun, readRuns } from './events';
import { useValueText } from './Summary';

const ID = /^[a-z]{3,4}_[0-9a-z]{26}$/;

/** The plain values that an event carries; nested parts are counted or left to the text below. */
function plainFacts(content: unknown): [string, string][] {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return [];
  }
  return Object.entries(content).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string' || typeof value === 'number') {
      return [[name, String(value)]];
    }
    return Array.isArray(value) ? [[name, `${value.length}`]] : [];
  });
}

/** What one event says in words. Ledger events count in smallest parts by account number: the postings tell those. */
function Facts({ run }: { run: EventRun }) {
  const words = useCatalogue();
  const valueText = useValueText();
  const facts = run.events.length === 1 && run.domain !== 'ledger' ? plainFacts(run.events[0]?.content) : [];
  return facts
    .filter(([name]) => Object.hasOwn(words.journal.summary, name))
    .map(([name, value]) => (
      <span key={name} className="event-fact">
        {lookUp(words.journal.summary, name)}:{' '}
        {ID.test(value) ? <ShortId id={value} /> : valueText(name, value)}
      </span>
    ));
}

/** The events of an entry in words, runs of like ones together, each with its text as recorded. */
export function EventList({ events }: { events: EntryDetail['events'] }) {
  const { t } = useTranslation('journal');
  const words = useCatalogue();
  if (events.length === 0) {
    return <p>{t('noEvents')}</p>;
  }
  return (
    <ol className="events">
      {readRuns(events).map((run) => (
        <li key={run.first}>
          <strong>{lookUp(words.journal.eventNames, run.name)}</strong>
          {run.events.length > 1 && ` × ${run.events.length}`}
          <Facts run={run} />
          <details>
            <summary>{t('asRecorded')}</summary>
            <pre className="code">
              {run.events.map((event) => JSON.stringify(event.raw, null, 2)).join('\n')}
            </pre>
          </details>
        </li>
      ))}
    </ol>
  );
}
