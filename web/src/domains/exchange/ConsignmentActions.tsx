import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Consignment } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { actsFor, holds, useSession } from '../../session/session';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { AcceptDialog } from './AcceptDialog';
import { dispatchConsignment, recordAnswer, refuseConsignment, withdrawConsignment } from './commands';
import { FileButton } from './FileButton';

type Dialog = 'dispatch' | 'withdraw' | 'accept' | 'refuse';

/** What can be done now about a consignment; what cannot says why. */
export function ConsignmentActions({ consignment }: { consignment: Consignment }) {
  return (
    <>
      {consignment.document_position !== null && <Document consignment={consignment} />}
      {consignment.direction === 'outbound' ? (
        <Leaving consignment={consignment} />
      ) : (
        <Coming consignment={consignment} />
      )}
    </>
  );
}

function Document({ consignment: { id, direction } }: { consignment: Consignment }) {
  const { t } = useTranslation('exchange');
  return (
    <Button href={`/api/v1/consignments/${id}/document`} download>
      {t(direction === 'outbound' ? 'action.document' : 'action.answerFile')}
    </Button>
  );
}

function Leaving({ consignment }: { consignment: Consignment }) {
  const { t } = useTranslation('exchange');
  const session = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const isCustoms = holds(session, 'customs_officer');
  const isOwn = actsFor(session, consignment.enterprise);
  const dispatch = useCommand({
    send: (_: null, key) => dispatchConsignment(consignment, key),
    onRecorded: close,
  });
  const withdraw = useCommand({
    send: (reason: string, key) => withdrawConsignment(consignment, reason, key),
    onRecorded: close,
  });
  const answer = useCommand({
    send: (receipt: string, key) => recordAnswer(consignment, receipt, key),
  });
  if (consignment.status === 'in_transit') {
    return (
      <>
        <FileButton
          type="primary"
          text={t('action.record')}
          loading={answer.isPending}
          reasonAgainst={isCustoms || isOwn ? undefined : t('reason.ownOrCustoms')}
          onText={(text) => answer.mutate(text)}
        />
        <ProblemAlert error={answer.error} />
      </>
    );
  }
  if (consignment.status !== 'submitted') {
    return null;
  }
  return (
    <>
      <ActionButton
        type="primary"
        text={t('action.dispatch')}
        reasonAgainst={isCustoms ? undefined : t('reason.customs')}
        onClick={() => setDialog('dispatch')}
      />
      <ActionButton
        text={t('action.withdraw')}
        reasonAgainst={isCustoms || isOwn ? undefined : t('reason.ownOrCustoms')}
        onClick={() => setDialog('withdraw')}
      />
      <ConfirmDialog
        title={t('action.dispatchTitle', { number: consignment.number })}
        submit={t('action.dispatch')}
        isOpen={dialog === 'dispatch'}
        isSending={dispatch.isPending}
        error={dispatch.error}
        onSubmit={() => dispatch.mutate(null)}
        onClose={close}
      />
      <ReasonDialog
        title={t('action.withdrawTitle', { number: consignment.number })}
        label={t('form.reason')}
        submit={t('action.withdraw')}
        isOpen={dialog === 'withdraw'}
        isSending={withdraw.isPending}
        error={withdraw.error}
        onSubmit={(reason) => withdraw.mutate(reason)}
        onClose={close}
      />
    </>
  );
}

function Coming({ consignment }: { consignment: Consignment }) {
  const { t } = useTranslation('exchange');
  const session = useSession();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const against = holds(session, 'customs_officer') ? undefined : t('reason.customs');
  const refuse = useCommand({
    send: (reason: string, key) => refuseConsignment(consignment, reason, key),
    onRecorded: close,
  });
  if (consignment.status !== 'presented') {
    return null;
  }
  return (
    <>
      <ActionButton
        type="primary"
        text={t('action.accept')}
        reasonAgainst={against}
        onClick={() => setDialog('accept')}
      />
      <ActionButton
        danger
        text={t('action.refuse')}
        reasonAgainst={against}
        onClick={() => setDialog('refuse')}
      />
      {dialog === 'accept' && <AcceptDialog consignment={consignment} onClose={close} />}
      <ReasonDialog
        title={t('action.refuseTitle', { number: consignment.number })}
        label={t('form.refuseReason')}
        submit={t('action.refuse')}
        isOpen={dialog === 'refuse'}
        isSending={refuse.isPending}
        error={refuse.error}
        onSubmit={(reason) => refuse.mutate(reason)}
        onClose={close}
      />
    </>
  );
}
