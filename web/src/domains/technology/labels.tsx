import { useTranslation } from 'react-i18next';
import type {
  Disclosure,
  DisclosureStatus,
  TechnologyContractStatus,
  TechnologyHolder,
} from '../../api/types';
import { StatusLabel, type Tone } from '../../ui/StatusLabel';

const disclosureTones: Record<DisclosureStatus, Tone> = {
  disclosed: 'working',
  deferred: 'attention',
  accepted: 'done',
  declined: 'stopped',
};

const contractTones: Record<TechnologyContractStatus, Tone> = {
  filed: 'working',
  registered: 'done',
  returned: 'attention',
};

export function DisclosureStatusLabel({ status }: { status: DisclosureStatus }) {
  const { t } = useTranslation('technology');
  return <StatusLabel tone={disclosureTones[status]} text={t(`disclosureStatus.${status}`)} />;
}

export function ContractStatusLabel({ status }: { status: TechnologyContractStatus }) {
  const { t } = useTranslation('technology');
  return <StatusLabel tone={contractTones[status]} text={t(`contractStatus.${status}`)} />;
}

/** A party, and whether it stands outside the zone. */
export function HolderName({ holder }: { holder: TechnologyHolder }) {
  const { t } = useTranslation('technology');
  return (
    <span>
      {holder.name}
      {holder.enterprise === null && ` · ${t('outside')}`}
    </span>
  );
}

/** The day by which a disclosure is assessed, while it waits for that; overdue days say so. */
export function AssessBy({ disclosure }: { disclosure: Disclosure }) {
  const { t } = useTranslation('technology');
  if (disclosure.assess_by === null) {
    return <span>—</span>;
  }
  return (
    <span>
      <span className="figures">{disclosure.assess_by}</span>{' '}
      {disclosure.is_overdue && <StatusLabel tone="stopped" text={t('overdue')} />}
      {disclosure.is_term_provisional && ` ${t('provisional')}`}
    </span>
  );
}
