import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Book } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { BookStatusLabel } from '../../shared/StatusLabels';
import { ActionButton } from '../../ui/ActionButton';
import { PageHeading } from '../../ui/PageHeading';
import { BomStep } from './BomStep';
import { bookCan } from './capabilities';
import { submitBook } from './commands';
import { FilingSteps } from './FilingSteps';
import { ItemsStep } from './ItemsStep';
import { bomsQuery, bookQuery } from './queries';
import type { FilingStep } from './search';

const route = getRouteApi('/shell/books/$book/file');

/** Filing into a book step by step; an active book uses the same steps for what is filed later. */
export function FilePage() {
  const { book: id } = route.useParams();
  const { step = 'items' } = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book/file' });
  const { data: book } = useSuspenseQuery(bookQuery(id));
  const hasBoms = book.kind === 'processing';
  const to = (next: FilingStep) => void navigate({ search: { step: next } });
  return (
    <>
      <PageHeading title={book.number} status={<BookStatusLabel status={book.status} />} />
      <section className="panel">
        <FilingSteps current={step} hasBoms={hasBoms} />
      </section>
      {step === 'items' && <ItemsStep book={book} onNext={() => to(hasBoms ? 'boms' : 'submit')} />}
      {step === 'boms' && <BomStep book={book} onBack={() => to('items')} onNext={() => to('submit')} />}
      {step === 'submit' && <SubmitStep book={book} onBack={() => to(hasBoms ? 'boms' : 'items')} />}
    </>
  );
}

function SubmitStep({ book, onBack }: { book: Book; onBack: () => void }) {
  const { t } = useTranslation(['books', 'access']);
  const ui = useTranslation('ui').t;
  const session = useSession();
  const navigate = useNavigate();
  const { data: boms } = useSuspenseQuery(bomsQuery(book.id, {}, 200));
  const toBook = () => void navigate({ to: '/books/$book', params: { book: book.id } });
  const submit = useCommand({ send: (_: null, key) => submitBook(book, key), onRecorded: toBook });
  const against = bookCan.submit(book, session);
  return (
    <section className="panel">
      <h2>{t('books:wizard.submitTitle')}</h2>
      <p>{book.status === 'draft' ? t('books:wizard.submitText') : t('books:wizard.filedLater')}</p>
      <ul>
        <li>{t('books:wizard.filedItems', { count: book.item_count })}</li>
        {book.kind === 'processing' && <li>{t('books:wizard.filedBoms', { count: boms.rows.length })}</li>}
      </ul>
      <ProblemAlert error={submit.error} />
      <div className="page-actions" style={{ marginTop: 12 }}>
        <Button onClick={onBack}>{ui('back')}</Button>
        {book.status === 'draft' ? (
          <>
            <Button onClick={toBook}>{t('books:wizard.later')}</Button>
            <ActionButton
              type="primary"
              text={t('books:action.submit')}
              reasonAgainst={against === undefined ? undefined : t(against)}
              loading={submit.isPending}
              onClick={() => submit.mutate(null)}
            />
          </>
        ) : (
          <Button type="primary" onClick={toBook}>
            {t('books:wizard.toBook')}
          </Button>
        )}
      </div>
    </section>
  );
}
