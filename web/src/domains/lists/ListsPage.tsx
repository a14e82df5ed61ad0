import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { directions, listStatuses, movements } from '../../api/choices';
import { holds, useSession } from '../../session/session';
import { ListsTable } from '../../shared/ListsTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { type ListsSearch, listsQuery } from './queries';

const route = getRouteApi('/shell/lists');

function Filters({
  search,
  filter,
}: {
  search: ListsSearch;
  filter: (change: Partial<ListsSearch>) => void;
}) {
  const { t } = useTranslation('lists');
  const ui = useTranslation('ui').t;
  const words = useTranslation('enums').t;
  return (
    <div className="filters">
      <TextFilter label={t('search')} value={search.text} onChange={(text) => filter({ text })} />
      <ChoiceFilter
        label={t('status')}
        anyLabel={ui('any')}
        value={search.status}
        choices={listStatuses.map((status) => ({ value: status, label: words(`listStatus.${status}`) }))}
        onChange={(status) => filter({ status })}
      />
      <ChoiceFilter
        label={t('direction')}
        anyLabel={ui('any')}
        value={search.direction}
        choices={directions.map((one) => ({ value: one, label: words(`direction.${one}`) }))}
        onChange={(direction) => filter({ direction })}
      />
      <ChoiceFilter
        label={t('movement')}
        anyLabel={ui('any')}
        value={search.movement}
        choices={movements.map((one) => ({ value: one, label: words(`movement.${one}`) }))}
        onChange={(movement) => filter({ movement })}
      />
    </div>
  );
}

export function ListsPage() {
  const { t } = useTranslation('lists');
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/lists' });
  const go = useNavigate();
  const session = useSession();
  const { data } = useSuspenseQuery(listsQuery(search));
  const filter = (change: Partial<ListsSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const isFiltered = [search.text, search.status, search.direction, search.movement].some(
    (one) => one !== undefined,
  );
  const clear = () =>
    filter({ text: undefined, status: undefined, direction: undefined, movement: undefined });
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          holds(session, 'enterprise_officer') ? (
            <Button type="primary" onClick={() => void go({ to: '/lists/new' })}>
              {t('form.newTitle')}
            </Button>
          ) : undefined
        }
      />
      <section className="panel">
        <Filters search={search} filter={filter} />
        <ListsTable
          rows={data.rows}
          showsBook
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
          empty={
            isFiltered ? (
              <NextStep text={ui('noMatch')} action={<Button onClick={clear}>{ui('clearFilters')}</Button>} />
            ) : (
              <NextStep text={t('empty')} action={<Link to="/books">{t('toBooks')}</Link>} />
            )
          }
        />
      </section>
    </>
  );
}
