import { useTranslation } from 'react-i18next';
import type { BookStatus, FilingStatus, ListStatus, Pause } from '../api/types';
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
