import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { lookUp, useCatalogue } from '../i18n/useWords';
import { When } from '../ui/When';
import { Actor } from './Actor';
import { EntryLink, ReceiptButton } from './History';
import { subjectHistoryQuery } from './historyOfSubject';

/** What happened to one thing by its entries in the journal, each with who did it and the receipt that proves it. */
export function SubjectHistory({ subject }: { subject: string }) {
  const { t } = useTranslation('journal');
  const words = useCatalogue();
  const { data: entries } = useSuspenseQuery(subjectHistoryQuery(subject));
  if (entries.length === 0) {
    return <p>{t('empty')}</p>;
  }
  return (
    <ol className="history" aria-label={t('historyLabel')}>
      {entries.map((entry) => (
        <li key={entry.position}>
          <strong>{lookUp(words.journal.kinds, entry.kind)}</strong>
          <div className="when">
            <When instant={entry.instant} /> · <Actor actor={entry.actor} name={entry.actor_name} /> ·{' '}
            <EntryLink position={entry.position} />
          </div>
          <div style={{ marginTop: 4 }}>
            <ReceiptButton position={entry.position} />
          </div>
        </li>
      ))}
    </ol>
  );
}
