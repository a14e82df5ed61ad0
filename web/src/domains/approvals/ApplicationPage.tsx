import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../api/types';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { SubjectHistory } from '../../shared/SubjectHistory';
import { Amount } from '../../ui/Amount';
import { type Fact, Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { ShortId } from '../../ui/ShortId';
import { ApplicationActions } from './ApplicationActions';
import { Item } from './Item';
import { applicationQuery } from './queries';
import { ApplicationStatusLabel, Due } from './StatusLabel';

const route = getRouteApi('/shell/applications/$application');

function useFacts(application: Application): Fact[] {
  const { t } = useTranslation('approvals');
  const { building, commitment, verification, reason, revoked_position: revoked } = application;
  const facts: Fact[] = [
    {
      label: t('matter'),
      value: (
        <Link to="/matters/$matter" params={{ matter: application.matter }}>
          <Item of={application} />
        </Link>
      ),
    },
    { label: t('enterprise'), value: application.enterprise_name },
    { label: t('appliedOn'), value: <span className="figures">{application.applied_on}</span> },
  ];
  if (building) {
    facts.push(
      { label: t('floorArea'), value: <Amount value={building.floor_area_square_metres} unit="m²" /> },
      { label: t('height'), value: <Amount value={building.height_metres} unit="m" /> },
    );
  }
  if (commitment) {
    facts.push(
      {
        label: t('committed'),
        value: t('committedTo', { version: commitment.version, date: commitment.committed_on }),
      },
      { label: t('digest'), value: <code className="wrapping">{commitment.digest}</code> },
    );
  }
  if (verification) {
    facts.push({ label: t('grantedOn'), value: <span className="figures">{verification.granted_on}</span> });
    facts.push({
      label: t('calendars'),
      value: t('countedBy', {
        days: verification.working_days,
        calendars: verification.calendar_versions.join('; ') || '—',
      }),
    });
  }
  if (application.due_on) {
    facts.push({ label: t('due'), value: <Due application={application} /> });
  }
  if (reason) {
    facts.push({ label: t('reasonGiven'), value: reason });
  }
  if (revoked !== null && revoked !== undefined) {
    facts.push({
      label: t('revokedWith'),
      value: (
        <>
          <EntryLink position={revoked} /> <ReceiptButton position={revoked} />
        </>
      ),
    });
  }
  facts.push({ label: t('id'), value: <ShortId id={application.id} /> });
  return facts;
}

/** One application: what was committed, what is decided, and each step with its receipt. */
export function ApplicationPage() {
  const { t } = useTranslation('approvals');
  const { application: id } = route.useParams();
  const { data: application } = useSuspenseQuery(applicationQuery(id));
  const facts = useFacts(application);
  return (
    <>
      <PageHeading
        title={application.project}
        status={<ApplicationStatusLabel status={application.status} />}
        actions={<ApplicationActions application={application} />}
      />
      <section className="panel">
        <Facts facts={facts} />
        {application.status === 'revoked' && <p style={{ margin: '12px 0 0' }}>{t('revokedHint')}</p>}
      </section>
      <section className="panel">
        <h2>{t('timeline')}</h2>
        <SubjectHistory subject={id} />
      </section>
    </>
  );
}
