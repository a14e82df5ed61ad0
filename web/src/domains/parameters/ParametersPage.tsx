import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarYear, Commodity, Parameter } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { readsAnything, useSession } from '../../session/session';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { StatusLabel } from '../../ui/StatusLabel';
import { NegativeListTab } from './NegativeListTab';
import { PointsTab } from './PointsTab';
import {
  calendarQuery,
  commoditiesQuery,
  type ParametersSearch,
  type ParameterTab,
  parametersQuery,
  parameterTabs,
} from './queries';

const route = getRouteApi('/shell/parameters');

export function ParametersPage() {
  const { t } = useTranslation('parameters');
  const { tab = 'parameters' } = route.useSearch();
  const navigate = useNavigate({ from: '/parameters' });
  const mayRead = readsAnything(useSession());
  const open = parameterTabs.filter((key) => mayRead || (key !== 'negativeList' && key !== 'points'));
  const content: Record<ParameterTab, React.ReactNode> = {
    parameters: <ParametersTab />,
    calendar: <CalendarTab />,
    commodities: <CommoditiesTab />,
    negativeList: <NegativeListTab />,
    points: <PointsTab />,
  };
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <section className="panel">
        <PageTabs
          label={t('title')}
          tabs={open.map((key) => ({ key, label: t(`tab.${key}`) }))}
          active={tab}
          onChange={(key) => void navigate({ search: { tab: key } })}
        >
          {content[tab]}
        </PageTabs>
      </section>
    </>
  );
}

function Basis({ parameter }: { parameter: Parameter }) {
  const { t } = useTranslation('parameters');
  const words = useTranslation('enums').t;
  return parameter.is_verified ? (
    <StatusLabel tone="done" text={words(`basis.${parameter.basis}`)} />
  ) : (
    <StatusLabel tone="attention" text={t('unverified')} />
  );
}

function ParametersTab() {
  const { t } = useTranslation('parameters');
  const id = useId();
  const { date } = route.useSearch();
  const navigate = useNavigate({ from: '/parameters' });
  const { data } = useSuspenseQuery(parametersQuery(date));
  // The journal holds one wording; those that are known here are told in the language of the page.
  const known = useCatalogue().parameters;
  const columns: Column<Parameter>[] = [
    {
      key: 'name',
      title: t('meaning'),
      minWidth: 240,
      render: (row) => (
        <span className="wrapping">
          {Object.hasOwn(known.meanings, row.name) ? lookUp(known.meanings, row.name) : row.meaning}
          <br />
          <code>{row.name}</code>
        </span>
      ),
    },
    {
      key: 'value',
      title: t('value'),
      isNumeric: true,
      render: (row) => (
        <>
          <Amount value={row.value} /> {lookUp(known.units, row.unit)}
        </>
      ),
    },
    { key: 'basis', title: t('basis'), render: (row) => <Basis parameter={row} /> },
    { key: 'from', title: t('from'), render: (row) => <span className="figures">{row.effective_from}</span> },
    {
      key: 'source',
      title: t('source'),
      minWidth: 220,
      render: (row) => (
        <span className="wrapping">
          {row.source} ·{' '}
          <Link to="/journal/$position" params={{ position: String(row.position) }}>
            {t('entry', { position: row.position })}
          </Link>
        </span>
      ),
    },
  ];
  return (
    <>
      <div className="filters">
        <label htmlFor={id}>
          {t('onDate')}
          <Input
            id={id}
            type="date"
            value={date ?? data.date}
            onChange={(event) => {
              const wanted = event.target.value === '' ? undefined : event.target.value;
              void navigate({ search: (now: ParametersSearch) => ({ ...now, date: wanted }) });
            }}
          />
        </label>
      </div>
      <DataTable
        label={t('label')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.name}
        empty={<NextStep text={t('empty')} />}
      />
    </>
  );
}

function Days({ year }: { year: CalendarYear }) {
  const words = useTranslation('enums').t;
  return (
    <ul className="day-list">
      {year.days.map((day) => (
        <li key={day.date}>
          <span className="figures">{day.date}</span> {words(`specialDay.${day.kind}`)} · {day.name}
        </li>
      ))}
    </ul>
  );
}

function CalendarTab() {
  const { t } = useTranslation('parameters');
  const { data } = useSuspenseQuery(calendarQuery);
  const count = (year: CalendarYear, kind: 'day_off' | 'working_day') =>
    year.days.filter((day) => day.kind === kind).length;
  const columns: Column<CalendarYear>[] = [
    {
      key: 'year',
      title: t('calendar.year'),
      render: (year) => <span className="figures">{year.year}</span>,
    },
    {
      key: 'off',
      title: t('calendar.daysOff'),
      isNumeric: true,
      render: (year) => count(year, 'day_off'),
    },
    {
      key: 'working',
      title: t('calendar.workingDays'),
      isNumeric: true,
      render: (year) => count(year, 'working_day'),
    },
    {
      key: 'version',
      title: t('calendar.version'),
      render: (year) => <span className="wrapping">{year.version}</span>,
    },
  ];
  return (
    <DataTable
      label={t('calendar.label')}
      columns={columns}
      rows={data}
      rowKey={(year) => String(year.year)}
      expanded={(year) => <Days year={year} />}
      empty={<NextStep text={t('calendar.empty')} />}
    />
  );
}

function CommoditiesTab() {
  const { t } = useTranslation('parameters');
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/parameters' });
  const { data } = useSuspenseQuery(commoditiesQuery(search));
  const filter = (change: Partial<ParametersSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const isFiltered = search.text !== undefined || search.prefix !== undefined;
  const columns: Column<Commodity>[] = [
    {
      key: 'code',
      title: t('commodities.code'),
      render: (row) => <span className="figures">{row.code}</span>,
    },
    {
      key: 'description',
      title: t('commodities.description'),
      render: (row) => <span className="wrapping">{row.description}</span>,
    },
  ];
  return (
    <>
      <div className="filters">
        <TextFilter label={t('commodities.text')} value={search.text} onChange={(text) => filter({ text })} />
        <TextFilter
          label={t('commodities.prefix')}
          value={search.prefix}
          onChange={(prefix) => filter({ prefix: prefix?.replace(/\D/g, '').slice(0, 10) })}
        />
      </div>
      <DataTable
        label={t('commodities.label')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.code}
        empty={<NextStep text={isFiltered ? ui('noMatch') : t('commodities.empty')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
    </>
  );
}
