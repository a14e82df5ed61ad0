import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Book } from '../../api/types';
import { BookStatusLabel, PauseLabel } from '../../shared/StatusLabels';
import { type Fact, Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { ShortId } from '../../ui/ShortId';
import { BomsTab } from './BomsTab';
import { BookActions } from './BookActions';
import { BookListsTab, BookPostingsTab } from './BookMovementTabs';
import { ItemsTab } from './ItemsTab';
import { PeriodsTab } from './PeriodsTab';
import { bookQuery } from './queries';
import { type BookTab, bookTabs } from './search';

const route = getRouteApi('/shell/books/$book');

function useFacts(book: Book): Fact[] {
  const { t } = useTranslation('books');
  const words = useTranslation('enums').t;
  return [
    { label: t('enterprise'), value: book.enterprise_name },
    { label: t('kind'), value: words(`bookKind.${book.kind}`) },
    ...(book.consumption_point
      ? [{ label: t('consumption'), value: words(`consumptionPoint.${book.consumption_point}`) }]
      : []),
    { label: t('pause'), value: <PauseLabel pause={book.pause} /> },
    { label: t('validUntil'), value: <span className="figures">{book.valid_until}</span> },
    { label: t('cycle'), value: t('months', { count: book.verification_cycle_months }) },
    { label: t('changes'), value: <span className="figures">{book.change_count}</span> },
    { label: t('id'), value: <ShortId id={book.id} /> },
  ];
}

export function BookPage() {
  const { t } = useTranslation('books');
  const { book: id } = route.useParams();
  const { tab = 'items' } = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book' });
  const { data: book } = useSuspenseQuery(bookQuery(id));
  const facts = useFacts(book);
  const content: Record<BookTab, React.ReactNode> = {
    items: <ItemsTab book={book} />,
    boms: <BomsTab book={book} />,
    lists: <BookListsTab book={book} />,
    periods: <PeriodsTab book={book} />,
    postings: <BookPostingsTab book={book} />,
  };
  return (
    <>
      <PageHeading
        title={book.number}
        status={<BookStatusLabel status={book.status} />}
        actions={<BookActions book={book} />}
      />
      {book.open_exceptions > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 14 }}
          title={t('blocked')}
          action={<Link to="/exceptions">{t('showExceptions')}</Link>}
        />
      )}
      <section className="panel">
        <Facts facts={facts} />
      </section>
      <section className="panel">
        <PageTabs
          label={book.number}
          tabs={bookTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
          active={tab}
          onChange={(key) => void navigate({ search: { tab: key } })}
        >
          {content[tab]}
        </PageTabs>
      </section>
    </>
  );
}
