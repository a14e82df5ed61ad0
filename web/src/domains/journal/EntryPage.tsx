import { DownloadOutlined } from '@ant-design/icons';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EntryDetail } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { Actor } from '../../shared/Actor';
import { receiptAddress } from '../../shared/receipt';
import { Facts } from '../../ui/Facts';
import { formatDecimal } from '../../ui/format';
import { PageHeading } from '../../ui/PageHeading';
import { ShortId } from '../../ui/ShortId';
import { When } from '../../ui/When';
import { readEvent } from './events';
import { entryQuery } from './queries';
import { Subject } from './Subject';
import { Summary } from './Summary';
import { VerifySteps } from './VerifySteps';

const route = getRouteApi('/shell/journal/$position');

const ID = /^[a-z]{3,4}_[0-9a-z]{26}$/;

/** The plain values that an event carries; lists and nested parts are counted or left to the full text below. */
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

function Events({ events }: { events: EntryDetail['events'] }) {
  const { t } = useTranslation('journal');
  const words = useCatalogue();
  if (events.length === 0) {
    return <p>{t('noEvents')}</p>;
  }
  return (
    <ol className="events">
      {events.map((event, index) => {
        const read = readEvent(event);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of an entry's events never changes
          <li key={index}>
            <strong>{lookUp(words.journal.eventNames, read.name)}</strong>{' '}
            {plainFacts(read.content).map(([name, value]) => (
              <span key={name} className="event-fact">
                {lookUp(words.journal.summary, name)}:{' '}
                {ID.test(value) ? <ShortId id={value} /> : formatDecimal(value)}
              </span>
            ))}
            <details>
              <summary>{t('asRecorded')}</summary>
              <pre className="code">{JSON.stringify(event, null, 2)}</pre>
            </details>
          </li>
        );
      })}
    </ol>
  );
}

export function EntryPage() {
  const { t } = useTranslation('journal');
  const words = useCatalogue();
  const position = Number(route.useParams().position);
  const { data } = useSuspenseQuery(entryQuery(position));
  const { entry } = data;
  return (
    <>
      <PageHeading
        title={`${t('entryTitle', { position })} · ${lookUp(words.journal.kinds, entry.kind)}`}
        actions={
          <>
            <Button
              type="primary"
              icon={<DownloadOutlined />}
              href={receiptAddress(position)}
              download={`receipt-${position}.json`}
            >
              {t('receipt')}
            </Button>
            <Button
              icon={<DownloadOutlined />}
              href={receiptAddress(position, ['events'])}
              download={`receipt-${position}-events.json`}
            >
              {t('receiptWithheld')}
            </Button>
          </>
        }
      />
      <section className="panel">
        <Facts
          facts={[
            { label: t('when'), value: <When instant={entry.instant} /> },
            { label: t('who'), value: <Actor actor={entry.actor} name={entry.actor_name} /> },
            { label: t('subject'), value: <Subject entry={entry} /> },
            { label: t('facts'), value: entry.summary.length > 0 ? <Summary entry={entry} /> : '—' },
            {
              label: t('sections'),
              value: data.sections.map((name) => lookUp(words.journal.sectionNames, name)).join(', '),
            },
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('events')}</h2>
        <Events events={data.events} />
      </section>
      <section className="panel">
        <h2>{t('howTo')}</h2>
        <VerifySteps receipt={`receipt-${position}.json`} />
      </section>
      <p className="page-actions">
        {position > 0 && (
          <Link to="/journal/$position" params={{ position: String(position - 1) }}>
            {t('previous')}
          </Link>
        )}
        <Link to="/journal/$position" params={{ position: String(position + 1) }}>
          {t('next')}
        </Link>
      </p>
    </>
  );
}
