import { useTranslation } from 'react-i18next';
import type { Consignment, ConsignmentStatus, PartnerZone } from '../../api/types';
import { StatusLabel, type Tone } from '../../ui/StatusLabel';

const tones: Record<ConsignmentStatus, Tone> = {
  submitted: 'working',
  withdrawn: 'neutral',
  in_transit: 'attention',
  presented: 'working',
  accepted: 'done',
  refused: 'stopped',
};

export function ConsignmentStatusLabel({ status }: { status: ConsignmentStatus }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={tones[status]} text={t(`consignmentStatus.${status}`)} />;
}

export function PartnerZoneStatusLabel({ status }: Pick<PartnerZone, 'status'>) {
  const { t } = useTranslation('enums');
  return (
    <StatusLabel tone={status === 'active' ? 'done' : 'stopped'} text={t(`partnerZoneStatus.${status}`)} />
  );
}

/** How long the other zone, or this one, still has for its answer. */
export function DaysLeft({ consignment }: { consignment: Consignment }) {
  const { t } = useTranslation('exchange');
  const { days_left: left, answer_by: last } = consignment;
  if (left === null || left === undefined || !last) {
    return <span>—</span>;
  }
  return (
    <span className="stacked">
      {left < 0 ? (
        <StatusLabel tone="stopped" text={t('overdue', { count: -left })} />
      ) : (
        <span>{t('daysLeft', { count: left })}</span>
      )}
      <span className="figures">{last}</span>
    </span>
  );
}
