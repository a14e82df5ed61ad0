import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { Actor } from '../../shared/Actor';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { When } from '../../ui/When';
import { entriesQuery, type JournalSearch } from './queries';
import { Subject } from './Subject';
import { Summary } from './Summary';

const route = getRouteApi('/shell/journal');

function useColumns(): Column<Entry>[] {
  const { t } = useTranslation('journal');
  const words = useCatalogue();
  return [
    {
      key: 'position',
      title: t('position'),
      render: (entry) => (
        <Link to="/journal/$position" params={{ position: String(entry.position) }} className="figures">
          {entry.position}
        </Link>
      ),
    },
    { key: 'when', title: t('when'), render: (entry) => <When instant={entry.instant} /> },
    {
      key: 'who',
      title: t('who'),
      minWidth: 120,
      render: (entry) => <Actor actor={entry.actor} name={entry.actor_name} />,
    },
    {
      key: 'what',
      title: t('what'),
      minWidth: 190,
      render: (entry) => lookUp(words.journal.kinds, entry.kind),
    },
    { key: 'subject', title: t('subject'), render: (entry) => <Subject entry={entry} /> },
    { key: 'facts', title: t('facts'), minWidth: 220, render: (entry) => <Summary entry={entry} /> },
  ];
}

function DayFilter({
  label,
  value,
  onChange,
}: {
  label: string;
  value?: string;
  onChange: (day?: string) => void;
}) {
  const id = useId();
  return (
    <label htmlFor={id}>
      {label}
      <Input
        id={id}
        type="date"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
    </label>
  );
}

function Filters({
  search,
  filter,
}: {
  search: JournalSearch;
  filter: (change: Partial<JournalSearch>) => void;
}) {
  const { t } = useTranslation('journal');
  const ui = useTranslation('ui').t;
  const words = useCatalogue();
  return (
    <div className="filters">
      <ChoiceFilter
        label={t('kind')}
        anyLabel={ui('any')}
        value={search.kind}
        choices={Object.entries(words.journal.kinds).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => filter({ kind })}
      />
      <TextFilter label={t('search')} value={search.subject} onChange={(subject) => filter({ subject })} />
      <DayFilter label={t('from')} value={search.from} onChange={(from) => filter({ from })} />
      <DayFilter label={t('until')} value={search.until} onChange={(until) => filter({ until })} />
    </div>
  );
}

/** Everything that was accepted, newest first, in words. */
export function JournalPage() {
  const { t } = useTranslation('journal');
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/journal' });
  const { data } = useSuspenseQuery(entriesQuery(search));
  const columns = useColumns();
  const filter = (change: Partial<JournalSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const isFiltered = [search.kind, search.subject, search.from, search.until].some(
    (one) => one !== undefined,
  );
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} actions={<Link to="/verify">{t('howTo')}</Link>} />
      <section className="panel">
        <Filters search={search} filter={filter} />
        <DataTable
          label={t('label')}
          columns={columns}
          rows={data.rows}
          rowKey={(entry) => String(entry.position)}
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
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
        />
      </section>
    </>
  );
}
