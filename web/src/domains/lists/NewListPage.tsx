import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListContent } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { actsFor, useSession } from '../../session/session';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { draftList } from './commands';
import { ListFile } from './ListFile';
import { emptyHead, ListForm } from './ListForm';
import { openBooksQuery } from './queries';

const route = getRouteApi('/shell/lists/new');

export function NewListPage() {
  const { t } = useTranslation('lists');
  const bookId = useId();
  const session = useSession();
  const { book } = route.useSearch();
  const navigate = useNavigate();
  const { data: books } = useSuspenseQuery(openBooksQuery);
  const own = books.filter(
    (one) => (one.status === 'active' || one.status === 'expired') && actsFor(session, one.enterprise),
  );
  const command = useCommand({
    send: ({ to, content }: { to: string; content: ListContent }, key) => draftList(to, content, key),
    onRecorded: (answer) => {
      if (answer.id) {
        void navigate({ to: '/lists/$list', params: { list: answer.id } });
      }
    },
  });
  if (own.length === 0) {
    return (
      <>
        <PageHeading title={t('form.newTitle')} />
        <NextStep text={t('form.noBooks')} action={<Link to="/books">{t('toBooks')}</Link>} />
      </>
    );
  }
  const chosen = own.find((one) => one.id === book)?.id;
  return (
    <>
      <PageHeading title={t('form.newTitle')} />
      <section className="panel">
        <div className="filters" style={{ marginBottom: 0 }}>
          <label htmlFor={bookId}>
            {t('form.book')}
            <Select
              id={bookId}
              value={chosen}
              placeholder={t('form.choose')}
              style={{ minWidth: 300 }}
              options={own.map((one) => ({ value: one.id, label: `${one.number} · ${one.enterprise_name}` }))}
              onChange={(id) => void navigate({ to: '/lists/new', search: { book: id } })}
            />
          </label>
        </div>
      </section>
      {chosen !== undefined && <ListFile key={`file-${chosen}`} book={chosen} />}
      {chosen !== undefined && (
        <ListForm
          key={chosen}
          book={chosen}
          initial={emptyHead}
          lines={[]}
          isSending={command.isPending}
          error={command.error}
          onSave={(content) => command.mutate({ to: chosen, content })}
        />
      )}
    </>
  );
}
