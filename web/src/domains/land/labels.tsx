import { useTranslation } from 'react-i18next';
import type { IdleStatus, LandContractStatus, Parcel, ParcelStatus } from '../../api/types';
import { StatusLabel, type Tone } from '../../ui/StatusLabel';

const tones: Record<ParcelStatus | LandContractStatus, Tone> = {
  available: 'neutral',
  contracted: 'working',
  delivered: 'working',
  started: 'done',
  retired: 'neutral',
  taken_back: 'stopped',
};

const clockTones: Record<IdleStatus, Tone> = {
  not_idle: 'done',
  government_caused: 'neutral',
  idle_fee: 'attention',
  take_back: 'stopped',
};

export function LandStatusLabel({ status }: { status: ParcelStatus | LandContractStatus }) {
  const { t } = useTranslation('land');
  return <StatusLabel tone={tones[status]} text={t(`status.${status}`)} />;
}

export function ClockLabel({ status }: { status: IdleStatus }) {
  const { t } = useTranslation('land');
  return <StatusLabel tone={clockTones[status]} text={t(`clock.${status}`)} />;
}

/** What the map shows of a parcel: its clock where that says more than its state. */
export type MapState = Exclude<ParcelStatus, 'retired'> | Exclude<IdleStatus, 'not_idle'>;

export function mapState(parcel: Parcel): MapState {
  const clock = parcel.clock?.status;
  if (clock !== undefined && clock !== 'not_idle') {
    return clock;
  }
  return parcel.status === 'retired' ? 'available' : parcel.status;
}

/** The words for a state of the map. */
export function useMapWords(): (state: MapState) => string {
  const { t } = useTranslation('land');
  return (state) =>
    state === 'government_caused' || state === 'idle_fee' || state === 'take_back'
      ? t(`clock.${state}`)
      : t(`status.${state}`);
}
