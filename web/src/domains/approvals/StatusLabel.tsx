import { useTranslation } from 'react-i18next';
import type { Application, ApplicationStatus } from '../../api/types';
import { StatusLabel, type Tone } from '../../ui/StatusLabel';

const tones: Record<ApplicationStatus, Tone> = {
  applied: 'neutral',
  committed: 'attention',
  refused: 'stopped',
  granted: 'working',
  rectifying: 'attention',
  verified: 'done',
  revoked: 'stopped',
  repaired: 'neutral',
};

export function ApplicationStatusLabel({ status }: { status: ApplicationStatus }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={tones[status]} text={t(`applicationStatus.${status}`)} />;
}

/** The day by which somebody has to act, said to be past or provisional where it is. */
export function Due({ application }: { application: Application }) {
  const { t } = useTranslation('approvals');
  const years = application.verification?.unpublished_years ?? [];
  if (!application.due_on) {
    return <>—</>;
  }
  return (
    <>
      <span className="figures">{application.due_on}</span>{' '}
      {application.is_overdue && <StatusLabel tone="stopped" text={t('overdue')} />}
      {application.status === 'granted' && years.length > 0 && (
        <StatusLabel tone="attention" text={t('provisional', { years: years.join(', ') })} />
      )}
    </>
  );
}
