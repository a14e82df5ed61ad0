import { useTranslation } from 'react-i18next';
import type {
  BookStatus,
  EquipmentStatus,
  FilingStatus,
  ListStatus,
  Pause,
  PeriodStatus,
  SlipStatus,
} from '../api/types';
import { StatusLabel, type Tone } from '../ui/StatusLabel';

const bookTones: Record<BookStatus, Tone> = {
  draft: 'neutral',
  submitted: 'working',
  active: 'done',
  expired: 'attention',
  closed: 'stopped',
};

const listTones: Record<ListStatus, Tone> = {
  draft: 'neutral',
  submitted: 'working',
  approved: 'attention',
  posted: 'done',
  reversed: 'neutral',
  deleted: 'neutral',
};

const slipTones: Record<SlipStatus, Tone> = {
  applied: 'working',
  approved: 'attention',
  passed: 'done',
  void: 'neutral',
};

const periodTones: Record<PeriodStatus, Tone> = {
  open: 'neutral',
  announced: 'working',
  counted: 'working',
  applied: 'attention',
  accepted: 'attention',
  closed: 'done',
};

const equipmentTones: Record<EquipmentStatus, Tone> = {
  registered: 'working',
  supervised: 'done',
  released: 'neutral',
};

export function BookStatusLabel({ status }: { status: BookStatus }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={bookTones[status]} text={t(`bookStatus.${status}`)} />;
}

export function ListStatusLabel({ status }: { status: ListStatus }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={listTones[status]} text={t(`listStatus.${status}`)} />;
}

export function FilingStatusLabel({ status }: { status: FilingStatus }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={status === 'approved' ? 'done' : 'working'} text={t(`filingStatus.${status}`)} />;
}

export function PauseLabel({ pause }: { pause: Pause }) {
  const { t } = useTranslation('enums');
  return pause === 'none' ? (
    <span>{t('pause.none')}</span>
  ) : (
    <StatusLabel tone="stopped" text={t(`pause.${pause}`)} />
  );
}

export function ExceptionStateLabel({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation('worklist');
  return isOpen ? (
    <StatusLabel tone="stopped" text={t('exceptions.open')} />
  ) : (
    <StatusLabel tone="done" text={t('exceptions.resolved')} />
  );
}

export function SlipStatusLabel({ status }: { status: SlipStatus }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={slipTones[status]} text={t(`slipStatus.${status}`)} />;
}

export function PeriodStatusLabel({ status }: { status: PeriodStatus }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={periodTones[status]} text={t(`periodStatus.${status}`)} />;
}

export function EquipmentStatusLabel({ status }: { status: EquipmentStatus }) {
  const { t } = useTranslation('enums');
  return <StatusLabel tone={equipmentTones[status]} text={t(`equipmentStatus.${status}`)} />;
}
