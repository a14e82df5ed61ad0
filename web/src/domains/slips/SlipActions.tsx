import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Slip, SlipDetail } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Against, slipCan } from './capabilities';
import { approveSlip, voidSlip } from './commands';

export function useReasonAgainst() {
  const { t } = useTranslation(['slips', 'access']);
  return (against: Against | undefined) => (against === undefined ? undefined : t(against));
}

/** What the user's role does with a slip; what is not open now says why. */
export function SlipActions({ detail }: { detail: SlipDetail }) {
  const { t } = useTranslation('slips');
  const { slip, trucks } = detail;
  const session = useSession();
  const navigate = useNavigate();
  const reason = useReasonAgainst();
  const [isVoiding, setVoiding] = useState(false);
  const approve = useCommand({ send: (_: null, key) => approveSlip(slip, key) });
  const isCustoms = holds(session, 'customs_officer');
  const mayVoid = isCustoms || holds(session, 'enterprise_officer');
  const hasPaper = slip.status === 'approved' || slip.status === 'passed';
  return (
    <>
      {mayVoid && (
        <ActionButton
          text={t('action.void')}
          danger
          reasonAgainst={reason(slipCan.void(slip, trucks, session))}
          onClick={() => setVoiding(true)}
        />
      )}
      <ActionButton
        text={t('action.print')}
        reasonAgainst={hasPaper ? undefined : t('reason.noPaper')}
        onClick={() => void navigate({ to: '/slips/$slip/print', params: { slip: slip.id } })}
      />
      {isCustoms && (
        <ActionButton
          type="primary"
          text={t('action.approve')}
          reasonAgainst={reason(slipCan.approve(slip, session))}
          loading={approve.isPending}
          onClick={() => approve.mutate(null)}
        />
      )}
      <ProblemAlert error={approve.error} />
      {isVoiding && <VoidDialog slip={slip} onClose={() => setVoiding(false)} />}
    </>
  );
}

function VoidDialog({ slip, onClose }: { slip: Slip; onClose: () => void }) {
  const { t } = useTranslation('slips');
  const command = useCommand({
    send: (reason: string, key) => voidSlip(slip, reason, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('action.voidTitle', { number: slip.number })}
      label={t('action.reason')}
      submit={t('action.void')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate(reason)}
      onClose={onClose}
    />
  );
}
