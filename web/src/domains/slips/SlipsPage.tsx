import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { directions, slipKinds, slipStatuses } from '../../api/choices';
import { holds, useSession } from '../../session/session';
import { SlipsTable } from '../../shared/SlipsTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { type SlipsSearch, slipsQuery } from './queries';

const route = getRouteApi('/shell/slips');

interface FiltersProps {
  search: SlipsSearch;
  filter: (change: Partial<SlipsSearch>) => void;
}

function Filters({ search, filter }: FiltersProps) {
  const { t } = useTranslation('slips');
  const ui = useTranslation('ui').t;
  const words = useTranslation('enums').t;
  return (
    <div className="filters">
      <TextFilter label={t('search')} value={search.text} onChange={(text) => filter({ text })} />
      <ChoiceFilter
        label={t('status')}
        anyLabel={ui('any')}
        value={search.status}
        choices={slipStatuses.map((one) => ({ value: one, label: words(`slipStatus.${one}`) }))}
        onChange={(status) => filter({ status })}
      />
      <ChoiceFilter
        label={t('kind')}
        anyLabel={ui('any')}
        value={search.kind}
        choices={slipKinds.map((one) => ({ value: one, label: words(`slipKind.${one}`) }))}
        onChange={(kind) => filter({ kind })}
      />
      <ChoiceFilter
        label={t('direction')}
        anyLabel={ui('any')}
        value={search.direction}
        choices={directions.map((one) => ({ value: one, label: words(`direction.${one}`) }))}
        onChange={(direction) => filter({ direction })}
      />
      <Checkbox
        checked={search.held === true}
        onChange={(event) => filter({ held: event.target.checked ? true : undefined })}
      >
        {t('onlyHeld')}
      </Checkbox>
    </div>
  );
}

export function SlipsPage() {
  const { t } = useTranslation('slips');
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/slips' });
  const go = useNavigate();
  const session = useSession();
  const { data } = useSuspenseQuery(slipsQuery(search));
  const filter = (change: Partial<SlipsSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const { text, status, kind, direction, list, held } = search;
  const isFiltered = [text, status, kind, direction, list, held].some((one) => one !== undefined);
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          holds(session, 'enterprise_officer') ? (
            <Button type="primary" onClick={() => void go({ to: '/slips/new' })}>
              {t('apply')}
            </Button>
          ) : undefined
        }
      />
      <section className="panel">
        <Filters search={search} filter={filter} />
        <SlipsTable
          rows={data.rows}
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
          empty={
            isFiltered ? (
              <NextStep
                text={ui('noMatch')}
                action={<Button onClick={() => void navigate({ search: {} })}>{ui('clearFilters')}</Button>}
              />
            ) : (
              <NextStep text={t('empty')} />
            )
          }
        />
      </section>
    </>
  );
}
