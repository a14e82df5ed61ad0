import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { useLocalName } from '../../shared/localName';
import { SubjectHistory } from '../../shared/SubjectHistory';
import { type Column, DataTable } from '../../ui/DataTable';
import { type Fact, Facts } from '../../ui/Facts';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { readsEntries } from './capabilities';
import type { Partner } from './commands';
import { PartnerActions } from './PartnerActions';
import { CooperationLabel } from './PartnersPage';

type Activity = Partner['partner']['activities'][number];

interface PartnerViewProps {
  partner: Partner;
  kind: string;
  /** Facts that this register keeps beside the common ones. */
  more?: readonly Fact[];
}

/** One partner: what is kept of it, what was done together, and the entries that prove it. */
export function PartnerView({ partner: shown, kind, more = [] }: PartnerViewProps) {
  const { t } = useTranslation('partners');
  const journal = useTranslation('journal').t;
  const name = useLocalName();
  const session = useSession();
  const { partner } = shown;
  const { facts } = partner;
  const reads = readsEntries(session);
  const columns: Column<Activity>[] = [
    { key: 'title', title: t('activity'), minWidth: 160, render: (one) => one.title },
    { key: 'on', title: t('on'), render: (one) => <span className="figures">{one.on}</span> },
    { key: 'outcome', title: t('outcome'), minWidth: 200, render: (one) => one.outcome },
    {
      key: 'proof',
      title: t('proof'),
      render: ({ position }) =>
        reads ? (
          <>
            <EntryLink position={position} /> <ReceiptButton position={position} />
          </>
        ) : (
          journal('entryTitle', { position })
        ),
    },
  ];
  return (
    <>
      <PageHeading
        title={name(facts)}
        lead={name({ name: facts.name_english, name_english: facts.name })}
        status={<CooperationLabel partner={partner} />}
        actions={<PartnerActions partner={shown} />}
      />
      <section className="panel">
        <Facts
          facts={[
            { label: t('kindName'), value: kind },
            { label: t('country'), value: facts.country },
            { label: t('since'), value: <span className="figures">{facts.since}</span> },
            { label: t('contact'), value: facts.contact_role },
            ...more,
            ...(partner.ended_on === null
              ? []
              : [
                  { label: t('lastDay'), value: <span className="figures">{partner.ended_on}</span> },
                  { label: t('endedBecause'), value: partner.ended_because },
                ]),
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('activities')}</h2>
        <DataTable
          label={t('activities')}
          columns={columns}
          rows={partner.activities}
          rowKey={(one) => String(one.position)}
          empty={<NextStep text={t('noActivities')} />}
        />
      </section>
      {reads && (
        <section className="panel">
          <h2>{t('history')}</h2>
          <SubjectHistory subject={partner.id} />
        </section>
      )}
    </>
  );
}
