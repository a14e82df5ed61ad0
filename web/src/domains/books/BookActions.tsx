import { useNavigate } from '@tanstack/react-router';
import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pauses } from '../../api/choices';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Book, Pause } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Against, bookCan } from './capabilities';
import { approveBook, approveFilings, closeBook, pauseBook, returnBook, submitBook } from './commands';
import { ProductionDialog } from './ProductionDialog';

/** What the user's role does with a book; what is not open now says why. */
export function BookActions({ book }: { book: Book }) {
  const session = useSession();
  return (
    <>
      {holds(session, 'enterprise_officer') && <EnterpriseActions book={book} />}
      {holds(session, 'customs_officer') && <CustomsActions book={book} />}
    </>
  );
}

function useReason() {
  const { t } = useTranslation(['books', 'access']);
  return (against: Against | undefined) => (against === undefined ? undefined : t(against));
}

function EnterpriseActions({ book }: { book: Book }) {
  const { t } = useTranslation('books');
  const session = useSession();
  const navigate = useNavigate();
  const reason = useReason();
  const [isProducing, setProducing] = useState(false);
  const submit = useCommand({ send: (_: null, key) => submitBook(book, key) });
  const file = (step: 'items' | 'boms') =>
    void navigate({ to: '/books/$book/file', params: { book: book.id }, search: { step } });
  const isDraft = book.status === 'draft';
  return (
    <>
      <ActionButton
        text={t('action.fileItems')}
        reasonAgainst={reason(bookCan.fileItems(book, session))}
        onClick={() => file('items')}
      />
      {book.kind === 'processing' && (
        <ActionButton
          text={t('action.fileBom')}
          reasonAgainst={reason(bookCan.fileBom(book, session))}
          onClick={() => file('boms')}
        />
      )}
      {book.consumption_point === 'at_production' && (
        <ActionButton
          text={t('action.reportProduction')}
          reasonAgainst={reason(bookCan.reportProduction(book, session))}
          onClick={() => setProducing(true)}
        />
      )}
      {isDraft || book.status === 'submitted' ? (
        <ActionButton
          type="primary"
          text={t('action.submit')}
          reasonAgainst={reason(bookCan.submit(book, session))}
          loading={submit.isPending}
          onClick={() => submit.mutate(null)}
        />
      ) : (
        <ActionButton
          type="primary"
          text={t('action.newList')}
          reasonAgainst={reason(bookCan.draftList(book, session))}
          onClick={() => void navigate({ to: '/lists/new', search: { book: book.id } })}
        />
      )}
      <ProblemAlert error={submit.error} />
      {isProducing && <ProductionDialog book={book} onClose={() => setProducing(false)} />}
    </>
  );
}

type Dialog = 'return' | 'pause' | 'close';

function CustomsActions({ book }: { book: Book }) {
  const { t } = useTranslation('books');
  const session = useSession();
  const reason = useReason();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const approve = useCommand({ send: (_: null, key) => approveBook(book, key) });
  const filings = useCommand({ send: (_: null, key) => approveFilings(book, key) });
  const isWaiting = book.status === 'submitted';
  const close = () => setDialog(null);
  return (
    <>
      {isWaiting || book.status === 'draft' ? (
        <>
          <ActionButton
            text={t('action.return')}
            reasonAgainst={reason(bookCan.approve(book, session))}
            onClick={() => setDialog('return')}
          />
          <ActionButton
            type="primary"
            text={t('action.approve')}
            reasonAgainst={reason(bookCan.approve(book, session))}
            loading={approve.isPending}
            onClick={() => approve.mutate(null)}
          />
        </>
      ) : (
        <>
          <ActionButton
            text={t('action.close')}
            reasonAgainst={reason(bookCan.close(book, session))}
            onClick={() => setDialog('close')}
          />
          <ActionButton
            text={t('action.pause')}
            reasonAgainst={reason(bookCan.pause(book, session))}
            onClick={() => setDialog('pause')}
          />
          <ActionButton
            text={t('action.approveFilings')}
            reasonAgainst={reason(bookCan.approveFilings(book, session))}
            loading={filings.isPending}
            onClick={() => filings.mutate(null)}
          />
        </>
      )}
      <ProblemAlert error={approve.error ?? filings.error} />
      {dialog === 'return' && <ReturnDialog book={book} onClose={close} />}
      {dialog === 'pause' && <PauseDialog book={book} onClose={close} />}
      {dialog === 'close' && <CloseDialog book={book} onClose={close} />}
    </>
  );
}

interface DialogProps {
  book: Book;
  onClose: () => void;
}

function ReturnDialog({ book, onClose }: DialogProps) {
  const { t } = useTranslation('books');
  const command = useCommand({
    send: (reason: string, key) => returnBook(book, reason, key),
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

function PauseDialog({ book, onClose }: DialogProps) {
  const { t } = useTranslation('books');
  const words = useTranslation('enums').t;
  const [pause, setPause] = useState<Pause>(book.pause);
  const command = useCommand({
    send: (body: { pause: Pause; reason: string }, key) => pauseBook(book, body, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('action.pauseTitle')}
      label={t('action.reason')}
      submit={t('action.pause')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate({ pause, reason })}
      onClose={onClose}
    >
      <Form.Item label={t('action.direction')} htmlFor="pause-direction">
        <Select<Pause>
          id="pause-direction"
          value={pause}
          onChange={setPause}
          options={pauses.map((one) => ({ value: one, label: words(`pause.${one}`) }))}
        />
      </Form.Item>
    </ReasonDialog>
  );
}

function CloseDialog({ book, onClose }: DialogProps) {
  const { t } = useTranslation('books');
  const command = useCommand({ send: (_: null, key) => closeBook(book, key), onRecorded: onClose });
  return (
    <ConfirmDialog
      title={t('action.closeQuestion', { number: book.number })}
      submit={t('action.close')}
      isDanger
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={() => command.mutate(null)}
      onClose={onClose}
    />
  );
}
