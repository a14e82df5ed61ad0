import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import { useCommand } from '../../api/useCommand';
import { holds } from '../../session/session';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { FormDialog } from '../../shared/FormDialog';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Against, type Facts, periodCan } from './capabilities';
import {
  acceptVerification,
  announceCount,
  applyVerification,
  closeVerification,
  completeCount,
  type Running,
  reopenCount,
  returnVerification,
  withdrawCount,
} from './commands';

export function useReasonAgainst() {
  const { t } = useTranslation(['periods', 'access']);
  return (against: Against | undefined) => (against === undefined ? undefined : t(against));
}

/** What the user's role does next with a period; what is not open now says why. */
export function PeriodActions({ facts }: { facts: Facts }) {
  const { session, detail } = facts;
  const isClosed = detail.period.status === 'closed';
  return (
    <>
      <ReportDownloads facts={facts} />
      {!isClosed && holds(session, 'enterprise_officer') && <EnterpriseActions facts={facts} />}
      {!isClosed && holds(session, 'customs_officer') && <CustomsActions facts={facts} />}
    </>
  );
}

function ReportDownloads({ facts: { book, detail } }: { facts: Facts }) {
  const { t } = useTranslation('periods');
  const { number, counted_position: counted } = detail.period;
  if (counted === null || counted === undefined) {
    return (
      <ActionButton text={t('report.download')} reasonAgainst={t('reason.notCounted')} onClick={() => {}} />
    );
  }
  const address = `/api/v1/books/${book.id}/periods/${number}/report`;
  const files = (['pdf', 'xlsx'] as const).flatMap((format) =>
    (['zh', 'en'] as const).map((language) => ({ format, language })),
  );
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: files.map(({ format, language }) => ({
          key: `${format}-${language}`,
          label: (
            <a
              href={`${address}?format=${format}&language=${language}`}
              download={`verification-${book.number}-${number}-${language}.${format}`}
            >
              {t(`report.${format}`)} · {t(`report.${language}`)}
            </a>
          ),
        })),
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('report.download')}</Button>
    </Dropdown>
  );
}

function EnterpriseActions({ facts }: { facts: Facts }) {
  const { t } = useTranslation('periods');
  const reason = useReasonAgainst();
  const [dialog, setDialog] = useState<'announce' | 'withdraw' | 'reopen' | null>(null);
  const running: Running = { book: facts.book.id, period: facts.detail.period };
  const complete = useCommand({ send: (_: null, key) => completeCount(running, key) });
  const apply = useCommand({ send: (_: null, key) => applyVerification(running, key) });
  const { status, is_comparing } = facts.detail.period;
  const goOn = useGoingOn(complete, is_comparing);
  const close = () => setDialog(null);
  return (
    <>
      {status === 'open' && (
        <ActionButton
          type="primary"
          text={t('action.announce')}
          reasonAgainst={reason(periodCan.announce(facts))}
          onClick={() => setDialog('announce')}
        />
      )}
      {status === 'announced' && (
        <>
          <ActionButton
            text={t('action.withdraw')}
            reasonAgainst={reason(periodCan.record(facts))}
            onClick={() => setDialog('withdraw')}
          />
          <ActionButton
            type="primary"
            text={is_comparing ? t('action.goOn') : t('action.complete')}
            reasonAgainst={reason(periodCan.complete(facts))}
            loading={complete.isPending}
            onClick={goOn}
          />
        </>
      )}
      {status === 'counted' && (
        <ActionButton
          text={t('action.reopen')}
          reasonAgainst={reason(periodCan.explain(facts))}
          onClick={() => setDialog('reopen')}
        />
      )}
      {status !== 'open' && status !== 'announced' && (
        <ActionButton
          type="primary"
          text={t('action.apply')}
          reasonAgainst={reason(periodCan.apply(facts))}
          loading={apply.isPending}
          onClick={() => apply.mutate(null)}
        />
      )}
      <ProblemAlert error={complete.error ?? apply.error} />
      {dialog === 'announce' && <AnnounceDialog facts={facts} running={running} onClose={close} />}
      {dialog === 'withdraw' && (
        <PeriodReasonDialog what="withdraw" running={running} send={withdrawCount} onClose={close} />
      )}
      {dialog === 'reopen' && (
        <PeriodReasonDialog what="reopen" running={running} send={reopenCount} onClose={close} />
      )}
    </>
  );
}

/** A large count is compared in portions: one press asks for the next until none is left or one is refused. */
function useGoingOn(complete: ReturnType<typeof useCommand<null>>, isComparing: boolean): () => void {
  const [wasAsked, setWasAsked] = useState(false);
  const { isPending, isError, mutate } = complete;
  useEffect(() => {
    // The command is pending until the period is read anew, so what is compared here is what it left.
    if (wasAsked && isComparing && !isPending && !isError) {
      mutate(null);
    }
  }, [wasAsked, isComparing, isPending, isError, mutate]);
  return () => {
    setWasAsked(true);
    mutate(null);
  };
}

function CustomsActions({ facts }: { facts: Facts }) {
  const { t } = useTranslation('periods');
  const reason = useReasonAgainst();
  const [dialog, setDialog] = useState<'return' | 'close' | null>(null);
  const running: Running = { book: facts.book.id, period: facts.detail.period };
  const accept = useCommand({ send: (_: null, key) => acceptVerification(running, key) });
  const close = useCommand({
    send: (_: null, key) => closeVerification(running, key),
    onRecorded: () => setDialog(null),
  });
  const isAccepted = facts.detail.period.status === 'accepted';
  return (
    <>
      <ActionButton
        text={t('action.return')}
        reasonAgainst={reason(periodCan.return(facts))}
        onClick={() => setDialog('return')}
      />
      <ActionButton
        type={isAccepted ? 'default' : 'primary'}
        text={t('action.accept')}
        reasonAgainst={reason(periodCan.accept(facts))}
        loading={accept.isPending}
        onClick={() => accept.mutate(null)}
      />
      <ActionButton
        type={isAccepted ? 'primary' : 'default'}
        text={t('action.close')}
        reasonAgainst={reason(periodCan.close(facts))}
        onClick={() => setDialog('close')}
      />
      <ProblemAlert error={accept.error} />
      {dialog === 'return' && (
        <PeriodReasonDialog
          what="return"
          running={running}
          send={returnVerification}
          onClose={() => setDialog(null)}
        />
      )}
      <ConfirmDialog
        title={t('action.closeQuestion', { number: running.period.number })}
        submit={t('action.close')}
        isOpen={dialog === 'close'}
        isSending={close.isPending}
        error={close.error}
        onSubmit={() => close.mutate(null)}
        onClose={() => setDialog(null)}
      />
    </>
  );
}

interface AnnounceDialogProps {
  facts: Facts;
  running: Running;
  onClose: () => void;
}

function AnnounceDialog({ facts: { detail, session }, running, onClose }: AnnounceDialogProps) {
  const { t } = useTranslation('periods');
  const [form] = Form.useForm<{ cutoff: string }>();
  const today = session.zone?.date;
  const command = useCommand({
    send: (cutoff: string, key) => announceCount(running, cutoff, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.announce')}
      submit={t('action.announce')}
      form={form}
      initial={{ cutoff: today }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={({ cutoff }) => command.mutate(cutoff)}
      onClose={onClose}
    >
      <Form.Item
        name="cutoff"
        label={t('cutoff')}
        extra={t('action.cutoffHint', { due: detail.due_on })}
        rules={[{ required: true }]}
      >
        <Input type="date" min={today} style={{ maxWidth: 200 }} />
      </Form.Item>
    </FormDialog>
  );
}

interface PeriodReasonDialogProps {
  what: 'withdraw' | 'reopen' | 'return';
  running: Running;
  send: typeof withdrawCount;
  onClose: () => void;
}

function PeriodReasonDialog({ what, running, send, onClose }: PeriodReasonDialogProps) {
  const { t } = useTranslation('periods');
  const command = useCommand({
    send: (reason: string, key) => send(running, reason, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t(`action.${what}Title`)}
      label={t('action.reason')}
      submit={t(`action.${what}`)}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate(reason)}
      onClose={onClose}
    />
  );
}
