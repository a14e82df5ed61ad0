import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemClasses } from '../../api/choices';
import type { Book, Item } from '../../api/types';
import { holds, useSession } from '../../session/session';
import { FilingStatusLabel, PauseLabel } from '../../shared/StatusLabels';
import { ActionButton } from '../../ui/ActionButton';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { bookCan } from './capabilities';
import { ItemPauseDialog } from './ItemPauseDialog';
import { itemsQuery } from './queries';
import type { BookSearch } from './search';

const route = getRouteApi('/shell/books/$book');

function useColumns(): Column<Item>[] {
  const { t } = useTranslation('books');
  const words = useTranslation('enums').t;
  const amounts = (['actual', 'pre_in', 'pre_out', 'available', 'projected'] as const).map(
    (key): Column<Item> => ({
      key,
      title: t(`item.${key === 'pre_in' ? 'preIn' : key === 'pre_out' ? 'preOut' : key}`),
      isNumeric: true,
      render: (item) => <Amount value={item[key]} />,
    }),
  );
  return [
    {
      key: 'part',
      title: `${t('item.part')} · ${t('item.name')}`,
      minWidth: 180,
      render: (item) => (
        <span>
          <span className="figures">{item.number}</span> · <strong>{item.part_number}</strong>{' '}
          {item.status === 'filed' && <FilingStatusLabel status={item.status} />}
          {item.pause !== 'none' && <PauseLabel pause={item.pause} />}
          <br />
          {item.name}
          <br />
          <span className="quiet">
            {words(`itemClass.${item.class}`)} ·{' '}
            <span className="figures" title={item.hs_description ?? ''}>
              {item.hs_code}
            </span>{' '}
            · {item.measure}
          </span>
        </span>
      ),
    },
    ...amounts,
  ];
}

function Totals({ book, item, onPause }: { book: Book; item: Item; onPause: () => void }) {
  const { t } = useTranslation(['books', 'access']);
  const words = useTranslation('enums').t;
  const session = useSession();
  const against = bookCan.pause(book, session);
  return (
    <div>
      <p style={{ margin: '0 0 6px', color: '#4a5860' }}>
        {item.hs_code} {item.hs_description ?? ''} · {t('books:item.price')}{' '}
        <Amount value={item.unit_price} unit={item.currency} />
        {item.is_used ? ` · ${t('books:item.used')}` : ''}
      </p>
      <p style={{ margin: '0 0 6px', color: '#4a5860' }}>
        {item.totals.length === 0 ? t('books:item.noTotals') : t('books:item.totals')}
      </p>
      <dl className="facts">
        {item.totals.map((total) => (
          <div key={total.purpose}>
            <dt>{words(`purpose.${total.purpose}`)}</dt>
            <dd>
              <Amount value={total.amount} unit={item.measure} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="page-actions" style={{ marginTop: 10, alignItems: 'center' }}>
        <Link
          to="/books/$book/items/$item"
          params={{ book: book.id, item: String(item.number) }}
          search={{ all: undefined }}
        >
          {t('books:item.lots')}
        </Link>
        {holds(session, 'customs_officer') && (
          <ActionButton
            size="small"
            text={t('books:action.pause')}
            reasonAgainst={against === undefined ? undefined : t(against)}
            onClick={onPause}
          />
        )}
      </div>
    </div>
  );
}

/** Items with their balances: what is in stock, what is held, what may still leave. */
export function ItemsTab({ book }: { book: Book }) {
  const { t } = useTranslation('books');
  const ui = useTranslation('ui').t;
  const words = useTranslation('enums').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book' });
  const session = useSession();
  const { data } = useSuspenseQuery(itemsQuery(book.id, search));
  const columns = useColumns();
  const [pausing, setPausing] = useState<Item | null>(null);
  const filter = (change: Partial<BookSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const mayFile = bookCan.fileItems(book, session) === undefined;
  const isFiltered = search.text !== undefined || search.class !== undefined;
  const fileItems = (
    <Button
      type="primary"
      onClick={() =>
        void navigate({ to: '/books/$book/file', params: { book: book.id }, search: { step: 'items' } })
      }
    >
      {t('action.fileItems')}
    </Button>
  );
  return (
    <>
      <div className="filters">
        <TextFilter label={t('item.search')} value={search.text} onChange={(text) => filter({ text })} />
        <ChoiceFilter
          label={t('item.class')}
          anyLabel={ui('any')}
          value={search.class}
          choices={itemClasses.map((one) => ({ value: one, label: words(`itemClass.${one}`) }))}
          onChange={(chosen) => filter({ class: chosen })}
        />
      </div>
      <DataTable
        label={t('item.label')}
        columns={columns}
        rows={data.rows}
        rowKey={(item) => String(item.number)}
        expanded={(item) => <Totals book={book} item={item} onPause={() => setPausing(item)} />}
        empty={
          <NextStep
            text={isFiltered ? ui('noMatch') : t('item.empty')}
            action={mayFile && !isFiltered ? fileItems : undefined}
          />
        }
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
      {data.rows.length > 0 && <p style={{ margin: '8px 0 0', color: '#4a5860' }}>{t('item.identity')}</p>}
      {pausing !== null && <ItemPauseDialog book={book} item={pausing} onClose={() => setPausing(null)} />}
    </>
  );
}
