import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Application } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { CommitDialog } from './CommitDialog';
import { type Against, applicationCan } from './capabilities';
import { grant, orderRectification, type Rectification, reasoned, verify } from './commands';

type Dialog = 'commit' | 'rectify' | keyof typeof reasoned;

/** What the user's role does with an application; what is not open now says why. */
export function ApplicationActions({ application }: { application: Application }) {
  const { t } = useTranslation('approvals');
  const session = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const granting = useCommand({ send: (_: null, key) => grant(application, key) });
  const verifying = useCommand({ send: (_: null, key) => verify(application, key) });
  const why = (against: Against | undefined) => (against === undefined ? undefined : t(against));
  const close = () => setDialog(null);
  const isDecided = application.status !== 'applied' && application.status !== 'committed';
  const deskActions = isDecided ? (
    <>
      <ActionButton
        text={t('action.repair')}
        reasonAgainst={why(applicationCan.repair(application, session))}
        onClick={() => setDialog('repair')}
      />
      <ActionButton
        text={t('action.revoke')}
        danger
        reasonAgainst={why(applicationCan.revoke(application, session))}
        onClick={() => setDialog('revoke')}
      />
      <ActionButton
        text={t('action.rectify')}
        reasonAgainst={why(applicationCan.verify(application, session))}
        onClick={() => setDialog('rectify')}
      />
      <ActionButton
        type="primary"
        text={t('action.verify')}
        reasonAgainst={why(applicationCan.verify(application, session))}
        loading={verifying.isPending}
        onClick={() => verifying.mutate(null)}
      />
    </>
  ) : (
    <>
      <ActionButton
        text={t('action.refuse')}
        reasonAgainst={why(applicationCan.refuse(application, session))}
        onClick={() => setDialog('refuse')}
      />
      <ActionButton
        type="primary"
        text={t('action.grant')}
        reasonAgainst={why(applicationCan.grant(application, session))}
        loading={granting.isPending}
        onClick={() => granting.mutate(null)}
      />
    </>
  );
  return (
    <>
      {holds(session, 'enterprise_officer') && (
        <ActionButton
          type="primary"
          text={t('action.commit')}
          reasonAgainst={why(applicationCan.commit(application, session))}
          onClick={() => setDialog('commit')}
        />
      )}
      {holds(session, 'approval_officer') && deskActions}
      <ProblemAlert error={granting.error ?? verifying.error} />
      {dialog === 'commit' && <CommitDialog application={application} onClose={close} />}
      {dialog === 'rectify' && <RectifyDialog application={application} onClose={close} />}
      {(dialog === 'refuse' || dialog === 'revoke' || dialog === 'repair') && (
        <DecisionDialog decision={dialog} application={application} onClose={close} />
      )}
    </>
  );
}

interface DialogProps {
  application: Application;
  onClose: () => void;
}

function DecisionDialog({
  decision,
  application,
  onClose,
}: DialogProps & { decision: keyof typeof reasoned }) {
  const { t } = useTranslation('approvals');
  const command = useCommand({
    send: (reason: string, key) => reasoned[decision](application, reason, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t(`dialog.${decision}`, { project: application.project })}
      label={t('dialog.reason')}
      submit={t(`action.${decision}`)}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate(reason)}
      onClose={onClose}
    >
      {decision === 'revoke' && <p>{t('dialog.revokeHint')}</p>}
      {decision === 'repair' && <p>{t('dialog.repairHint')}</p>}
    </ReasonDialog>
  );
}

function RectifyDialog({ application, onClose }: DialogProps) {
  const { t } = useTranslation('approvals');
  const session = useSession();
  const [form] = Form.useForm<Rectification>();
  const command = useCommand({
    send: (body: Rectification, key) => orderRectification(application, body, key),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('dialog.rectify', { project: application.project })}
      submit={t('action.rectify')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="rectify_until" label={t('dialog.rectifyUntil')} rules={required}>
        <Input type="date" min={session.zone?.date} style={{ maxWidth: 200 }} />
      </Form.Item>
      <Form.Item name="reason" label={t('dialog.whatIsWrong')} rules={required}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
    </FormDialog>
  );
}
