import { DownloadOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../api/types';
import { lookUp, useCatalogue } from '../i18n/useWords';
import { When } from '../ui/When';
import { Actor } from './Actor';
import { receiptAddress } from './receipt';

/** The entry that proves something, and its receipt. */
export function EntryLink({ position }: { position: number }) {
  const { t } = useTranslation('journal');
  return (
    <Link to="/journal/$position" params={{ position: String(position) }} className="figures">
      {t('entryTitle', { position })}
    </Link>
  );
}

export function ReceiptButton({ position }: { position: number }) {
  const { t } = useTranslation('journal');
  return (
    <Button
      size="small"
      icon={<DownloadOutlined />}
      href={receiptAddress(position)}
      download={`receipt-${position}.json`}
      aria-label={t('receiptOf', { position })}
    >
      {t('receiptShort')}
    </Button>
  );
}

/** What happened to one thing, oldest first, each step with who did it and the receipt that proves it. */
export function History({ steps }: { steps: readonly HistoryEntry[] }) {
  const { t } = useTranslation('journal');
  const words = useCatalogue();
  return (
    <ol className="history" aria-label={t('historyLabel')}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one entry may tell the same event of several trucks; the order is fixed
        <li key={`${step.position}-${step.event}-${index}`}>
          <strong>{lookUp(words.journal.eventNames, step.event)}</strong>
          {step.detail ? ' · ' : null}
          {step.detail ? <span className="wrapping">{step.detail}</span> : null}
          <div className="when">
            <When instant={step.instant} /> · <Actor actor={step.actor} name={step.actor_name} /> ·{' '}
            <EntryLink position={step.position} />
          </div>
          <div style={{ marginTop: 4 }}>
            <ReceiptButton position={step.position} />
          </div>
        </li>
      ))}
    </ol>
  );
}
