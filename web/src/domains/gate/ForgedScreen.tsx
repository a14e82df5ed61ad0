import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../../ui/useHotkeys';
import type { SlipPaper } from './note';

interface ForgedScreenProps {
  claimed: SlipPaper | undefined;
  /** Reports to customs that such a paper was shown; absent where it names no slip to report about. */
  onReport: (() => void) | undefined;
  onClose: () => void;
}

/** The whole screen in red: nobody overlooks it, and nothing that the paper claims is shown as true. */
export function ForgedScreen({ claimed, onReport, onClose }: ForgedScreenProps) {
  const { t } = useTranslation('gate');
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  useHotkeys({ Escape: onClose, F8: onReport });
  return (
    <div className="lane-forged" role="alertdialog" aria-modal="true" aria-labelledby="lane-forged-title">
      <h2 id="lane-forged-title">{t('forged.title')}</h2>
      <p>{t('forged.text')}</p>
      {claimed !== undefined && (
        <p className="lane-forged-claim">{t('forged.claims', { number: claimed.number })}</p>
      )}
      <div className="lane-actions">
        {onReport !== undefined && (
          <Button size="large" onClick={onReport}>
            {t('forged.report')} <kbd>F8</kbd>
          </Button>
        )}
        <Button size="large" ref={close} onClick={onClose}>
          {t('forged.close')} <kbd>Esc</kbd>
        </Button>
      </div>
    </div>
  );
}
