import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { CommandAnswer, ListSummary } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Against, listCan } from './capabilities';
import { approveList, deleteList, returnList, reverseList, submitList } from './commands';

/** What the user's role does with a list; what is not open now says why. */
export function ListActions({ list }: { list: ListSummary }) {
  const session = useSession();
  return (
    <>
      {holds(session, 'enterprise_officer') && <EnterpriseActions list={list} />}
      {holds(session, 'customs_officer') && <CustomsActions list={list} />}
      {holds(session, 'gate_operator') && <GateActions list={list} />}
    </>
  );
}

function useReason() {
  const { t } = useTranslation(['lists', 'access']);
  return (against: Against | undefined) => (against === undefined ? undefined : t(against));
}

function EnterpriseActions({ list }: { list: ListSummary }) {
  const { t } = useTranslation('lists');
  const session = useSession();
  const navigate = useNavigate();
  const reason = useReason();
  const [dialog, setDialog] = useState<'delete' | 'reverse' | null>(null);
  const submit = useCommand({ send: (_: null, key) => submitList(list, key) });
  const isEarly = list.status === 'draft' || list.status === 'submitted' || list.status === 'approved';
  return (
    <>
      {isEarly && (
        <>
          <ActionButton
            text={t('action.delete')}
            danger
            reasonAgainst={reason(listCan.delete(list, session))}
            onClick={() => setDialog('delete')}
          />
          <ActionButton
            text={t('action.edit')}
            reasonAgainst={reason(listCan.edit(list, session))}
            onClick={() => void navigate({ to: '/lists/$list/edit', params: { list: list.id } })}
          />
          {list.status === 'draft' ? (
            <ActionButton
              type="primary"
              text={t('action.submit')}
              reasonAgainst={reason(listCan.submit(list, session))}
              loading={submit.isPending}
              onClick={() => submit.mutate(null)}
            />
          ) : (
            <ActionButton
              type="primary"
              text={t('action.applySlip')}
              reasonAgainst={reason(listCan.applySlip(list, session))}
              onClick={() => void navigate({ to: '/slips/new', search: { list: list.id } })}
            />
          )}
        </>
      )}
      {list.status === 'posted' && list.direction === 'inbound' && !list.reverses && (
        <ActionButton
          text={t('action.registerEquipment')}
          reasonAgainst={reason(listCan.registerEquipment(list, session))}
          onClick={() => void navigate({ to: '/equipment/new', search: { list: list.id } })}
        />
      )}
      {!isEarly && (
        <ActionButton
          text={t('action.reverse')}
          reasonAgainst={reason(listCan.reverse(list, session))}
          onClick={() => setDialog('reverse')}
        />
      )}
      <ProblemAlert error={submit.error} />
      {dialog === 'delete' && <DeleteDialog list={list} onClose={() => setDialog(null)} />}
      {dialog === 'reverse' && <ReverseDialog list={list} onClose={() => setDialog(null)} />}
    </>
  );
}

function CustomsActions({ list }: { list: ListSummary }) {
  const { t } = useTranslation('lists');
  const session = useSession();
  const reason = useReason();
  const [isReturning, setReturning] = useState(false);
  const approve = useCommand({ send: (_: null, key) => approveList(list, key) });
  return (
    <>
      <ActionButton
        text={t('action.return')}
        reasonAgainst={reason(listCan.return(list, session))}
        onClick={() => setReturning(true)}
      />
      <ActionButton
        type="primary"
        text={t('action.approve')}
        reasonAgainst={reason(listCan.approve(list, session))}
        loading={approve.isPending}
        onClick={() => approve.mutate(null)}
      />
      <ProblemAlert error={approve.error} />
      {isReturning && <ReturnDialog list={list} onClose={() => setReturning(false)} />}
    </>
  );
}

function GateActions({ list }: { list: ListSummary }) {
  const { t } = useTranslation('lists');
  const navigate = useNavigate();
  return (
    <ActionButton
      type="primary"
      text={t('gate.passage')}
      onClick={() => void navigate({ to: '/gate/reports', search: { list: list.id } })}
    />
  );
}

interface DialogProps {
  list: ListSummary;
  onClose: () => void;
}

function ReturnDialog({ list, onClose }: DialogProps) {
  const { t } = useTranslation('lists');
  const command = useCommand({
    send: (reason: string, key) => returnList(list, reason, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('action.returnTitle')}
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

function DeleteDialog({ list, onClose }: DialogProps) {
  const { t } = useTranslation('lists');
  const command = useCommand({ send: (_: null, key) => deleteList(list, key), onRecorded: onClose });
  return (
    <ConfirmDialog
      title={t('action.deleteQuestion', { number: list.number })}
      submit={t('action.delete')}
      isDanger
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={() => command.mutate(null)}
      onClose={onClose}
    />
  );
}

function ReverseDialog({ list, onClose }: DialogProps) {
  const { t } = useTranslation('lists');
  const navigate = useNavigate();
  const toReversal = (answer: CommandAnswer) => {
    onClose();
    if (answer.id) {
      void navigate({ to: '/lists/$list', params: { list: answer.id } });
    }
  };
  const command = useCommand({ send: (_: null, key) => reverseList(list, key), onRecorded: toReversal });
  return (
    <ConfirmDialog
      title={t('action.reverseQuestion', { number: list.number })}
      submit={t('action.reverse')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={() => command.mutate(null)}
      onClose={onClose}
    />
  );
}
