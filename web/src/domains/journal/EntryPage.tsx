import { DownloadOutlined } from '@ant-design/icons';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { Actor } from '../../shared/Actor';
import { receiptAddress } from '../../shared/receipt';
import { Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { When } from '../../ui/When';
import { EventList } from './EventList';
import { entryQuery } from './queries';
import { Subject } from './Subject';
import { Summary } from './Summary';
import { VerifySteps } from './VerifySteps';

const route = getRouteApi('/shell/journal/$position');

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
        <EventList events={data.events} />
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
