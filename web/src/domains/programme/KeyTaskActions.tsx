import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { KeyTask, NewCitation } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Against, taskCan } from './capabilities';
import { confirmProgress, reportProgress, returnProgress } from './commands';
import { EvidenceFields } from './Evidence';

/** The next step of a task, and the second person's word on it. */
export function KeyTaskActions({ task }: { task: KeyTask }) {
  const { t } = useTranslation('programme');
  const session = useSession();
  const [dialog, setDialog] = useState<'report' | 'return' | null>(null);
  const confirm = useCommand({ send: (_: null, key) => confirmProgress(task, key) });
  const reason = (against: Against | undefined) => (against === undefined ? undefined : t(against));
  const close = () => setDialog(null);
  const decide = reason(taskCan.decide(task, session));
  return (
    <>
      <ActionButton
        text={t('action.report')}
        reasonAgainst={reason(taskCan.report(task, session))}
        onClick={() => setDialog('report')}
      />
      <ActionButton text={t('action.return')} reasonAgainst={decide} onClick={() => setDialog('return')} />
      <ActionButton
        type="primary"
        text={t('action.confirm')}
        reasonAgainst={decide}
        loading={confirm.isPending}
        onClick={() => confirm.mutate(null)}
      />
      <ProblemAlert error={confirm.error} />
      {dialog === 'report' && <ReportDialog task={task} onClose={close} />}
      {dialog === 'return' && <ReturnDialog task={task} onClose={close} />}
    </>
  );
}

interface DialogProps {
  task: KeyTask;
  onClose: () => void;
}

function ReportDialog({ task, onClose }: DialogProps) {
  const { t } = useTranslation('programme');
  const [form] = Form.useForm<{ evidence: NewCitation[] }>();
  const command = useCommand({
    send: (evidence: NewCitation[], key) => reportProgress(task, evidence, key),
    onRecorded: onClose,
  });
  const step = t(`step.${task.next_step ?? 'complete'}`, { number: task.next_milestone ?? '' });
  return (
    <FormDialog
      title={t('action.reportTitle', { step })}
      submit={t('action.report')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={({ evidence }) => command.mutate(evidence)}
      onClose={onClose}
    >
      <EvidenceFields />
    </FormDialog>
  );
}

function ReturnDialog({ task, onClose }: DialogProps) {
  const { t } = useTranslation('programme');
  const command = useCommand({
    send: (reason: string, key) => returnProgress(task, reason, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('action.return')}
      label={t('action.reason')}
      submit={t('action.return')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate(reason)}
      onClose={onClose}
    />
  );
}
