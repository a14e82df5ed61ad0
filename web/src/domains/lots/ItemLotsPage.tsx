import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { LotsTable } from '../../shared/LotsTable';
import { TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { bookOfLotsQuery, type LotsSearch, lotsQuery } from './queries';

const route = getRouteApi('/shell/books/$book/items/$item');

/** The lots of one item: what came in when, at which price, and what is left of it; also as it was known earlier. */
export function ItemLotsPage() {
  const { t } = useTranslation('lots');
  const { book: bookId, item } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book/items/$item' });
  const { data: book } = useSuspenseQuery(bookOfLotsQuery(bookId));
  const { data } = useSuspenseQuery(lotsQuery(bookId, Number(item), search));
  const filter = (change: Partial<LotsSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const part = data.rows[0]?.part_number;
  return (
    <>
      <PageHeading
        title={t('title', { item, part: part ?? '' })}
        lead={
          <>
            {t('lead')}{' '}
            <Link to="/books/$book" params={{ book: bookId }} className="figures">
              {book.number}
            </Link>
          </>
        }
      />
      <section className="panel">
        <div className="filters">
          <TextFilter
            label={t('before')}
            value={search.before === undefined ? undefined : String(search.before)}
            placeholder={t('beforeHint')}
            onChange={(text) => {
              const position = Number(text);
              filter({ before: text !== undefined && Number.isInteger(position) ? position : undefined });
            }}
          />
          <Checkbox
            checked={search.all === true}
            onChange={(event) => filter({ all: event.target.checked ? true : undefined })}
          >
            {t('all')}
          </Checkbox>
        </div>
        {search.before !== undefined && <p role="status">{t('asOf', { position: search.before })}</p>}
        <LotsTable
          book={bookId}
          rows={data.rows}
          empty={<NextStep text={search.all ? t('empty') : t('emptyOpen')} />}
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
        />
        <p style={{ margin: '8px 0 0', color: '#4a5860' }}>{t('fifo')}</p>
      </section>
    </>
  );
}
