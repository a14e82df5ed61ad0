import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Slip } from '../../api/types';
import { NextStep } from '../../ui/NextStep';
import { CopyNote, NoteCode } from './NoteCode';
import { slipNoteQuery } from './queries';
import './paper.css';

/** The signed paper: its code, its text, and the key that verifies it. */
export function PaperTab({ slip }: { slip: Slip }) {
  const { t } = useTranslation('slips');
  const hasPaper = slip.status === 'approved' || slip.status === 'passed';
  const { data, error } = useQuery({ ...slipNoteQuery(slip.id), enabled: hasPaper });
  if (!hasPaper) {
    return <NextStep text={t('reason.noPaper')} />;
  }
  if (data === undefined) {
    return <ProblemAlert error={error} />;
  }
  return (
    <div className="slip-paper-tab">
      <NoteCode note={data.note} size={260} />
      <div>
        <p style={{ marginTop: 0 }}>{t('paper.lead')}</p>
        <pre className="code">{data.note}</pre>
        <p>
          {t('paper.copyHint')} <CopyNote note={data.note} />
        </p>
        <p style={{ marginBottom: 0, color: '#4a5860', overflowWrap: 'anywhere' }}>
          {t('paper.key')}: <code>{data.key}</code>
        </p>
      </div>
    </div>
  );
}
