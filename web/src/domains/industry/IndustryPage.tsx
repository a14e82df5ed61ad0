import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IndustryLine } from '../../api/types';
import { useSession } from '../../session/session';
import { EntryLink } from '../../shared/History';
import { useLocalName } from '../../shared/localName';
import { scopesQuery } from '../../shared/scopes';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter } from '../../ui/Filters';
import { formatDecimal } from '../../ui/format';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { StatusLabel } from '../../ui/StatusLabel';
import { classesCan } from './capabilities';
import { ImportHsClassesDialog, RecordStatisticsDialog } from './ImportDialogs';
import { MappedEnterprises } from './MappedEnterprises';
import { classificationsQuery, counteds, dashboardQuery, type IndustrySearch } from './queries';

const route = getRouteApi('/shell/industry');

/** What the zone is specialised in, and which enterprises belong to what. */
export function IndustryPage() {
  const { t } = useTranslation('industry');
  const name = useLocalName();
  const search = route.useSearch();
  const { data: lists } = useSuspenseQuery(classificationsQuery);
  const { data: scopes } = useSuspenseQuery(scopesQuery);
  const list =
    lists.find((one) => one.scheme === search.scheme) ??
    lists.find((one) => one.scheme === 'four-two-one') ??
    lists[0];
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={list === undefined ? undefined : <Actions scheme={list.scheme} />}
      />
      {list === undefined || scopes.home === null ? (
        <section className="panel">
          <NextStep text={t('empty')} />
        </section>
      ) : (
        <>
          <section className="panel">
            <h2>{t('quotients', { list: name(list) })}</h2>
            <p>
              {list.is_verified ? null : <StatusLabel tone="attention" text={t('unverified')} />}{' '}
              {t('edition')} {list.edition} · {list.source}
            </p>
            <Dashboard
              scheme={list.scheme}
              scope={search.scope ?? scopes.home}
              base={search.base ?? scopes.scopes.find((one) => one.parent === null)?.code ?? scopes.home}
            />
          </section>
          <MappedEnterprises list={list} search={search} />
        </>
      )}
    </>
  );
}

/** What the desk brings in beside the lists themselves. */
function Actions({ scheme }: { scheme: string }) {
  const { t } = useTranslation('industry');
  const session = useSession();
  const [dialog, setDialog] = useState<'statistics' | 'hsClasses' | null>(null);
  const close = () => setDialog(null);
  const against = classesCan.record(session);
  const reason = against === undefined ? undefined : t(against);
  return (
    <>
      <ActionButton
        text={t('action.hsClasses')}
        reasonAgainst={reason}
        onClick={() => setDialog('hsClasses')}
      />
      <ActionButton
        text={t('action.statistics')}
        reasonAgainst={reason}
        onClick={() => setDialog('statistics')}
      />
      {dialog === 'hsClasses' && <ImportHsClassesDialog scheme={scheme} onClose={close} />}
      {dialog === 'statistics' && <RecordStatisticsDialog scheme={scheme} onClose={close} />}
    </>
  );
}

function useFilter() {
  const navigate = useNavigate({ from: '/industry' });
  return (change: Partial<IndustrySearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
}

function Dashboard({ scheme, scope, base }: { scheme: string; scope: string; base: string }) {
  const { t } = useTranslation('industry');
  const ui = useTranslation('ui').t;
  const name = useLocalName();
  const search = route.useSearch();
  const counted = search.counted ?? 'employees';
  const filter = useFilter();
  const { data: lists } = useSuspenseQuery(classificationsQuery);
  const { data: scopes } = useSuspenseQuery(scopesQuery);
  const { data } = useSuspenseQuery(dashboardQuery({ scheme, scope, base, counted }));
  const columns = useColumns();
  const places = scopes.scopes.map((one) => ({ value: one.code, label: name(one) }));
  return (
    <>
      <div className="filters">
        <ChoiceFilter
          label={t('list')}
          anyLabel={ui('any')}
          value={scheme}
          choices={lists.map((one) => ({ value: one.scheme, label: name(one) }))}
          onChange={(chosen) => filter({ scheme: chosen, class: undefined })}
        />
        <ChoiceFilter
          label={t('scope')}
          anyLabel={t('theZone')}
          value={scope}
          choices={places}
          onChange={(chosen) => filter({ scope: chosen })}
        />
        <ChoiceFilter
          label={t('base')}
          anyLabel={t('theLargest')}
          value={base}
          choices={places}
          onChange={(chosen) => filter({ base: chosen })}
        />
        <ChoiceFilter
          label={t('countedLabel')}
          anyLabel={t('counted.employees')}
          value={counted}
          choices={counteds.map((one) => ({ value: one, label: t(`counted.${one}`) }))}
          onChange={(chosen) => filter({ counted: chosen })}
        />
      </div>
      <p>
        {t('formula')} <span>{t('formulaText')}</span> · {t('decimals', { decimals: data.decimals })}
      </p>
      {data.in_scope && data.in_base ? (
        <p>
          {t('countedOn', { date: data.as_of })} · {t('scopeTotal')}{' '}
          <span className="figures">{formatDecimal(String(data.in_scope.total))}</span> (
          {data.in_scope.source}, <EntryLink position={data.in_scope.position} />) · {t('baseTotal')}{' '}
          <span className="figures">{formatDecimal(String(data.in_base.total))}</span> ({data.in_base.source},{' '}
          <EntryLink position={data.in_base.position} />)
        </p>
      ) : (
        <NextStep text={t('nothingCounted')} />
      )}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={data.lines}
        rowKey={(line) => line.class}
        empty={<NextStep text={t('nothingCounted')} />}
      />
      <p style={{ margin: '12px 0 0', color: '#4a5860' }}>
        {t('thresholds')}{' '}
        {data.thresholds.map((one) => (
          <span key={one.name}>
            {one.name} = {one.value}
            {one.is_verified ? '' : ` (${t('unverified')})`};{' '}
          </span>
        ))}
        <Link to="/parameters">{t('parameters')}</Link>
      </p>
    </>
  );
}

function useColumns(): Column<IndustryLine>[] {
  const { t } = useTranslation('industry');
  const name = useLocalName();
  const filter = useFilter();
  const count = (value: number | null) => (
    <span className="figures">{value === null ? '—' : formatDecimal(String(value))}</span>
  );
  return [
    {
      key: 'class',
      title: t('class'),
      minWidth: 160,
      render: (line) => (
        <span>
          {name(line)} <span className="muted">({line.class})</span>
        </span>
      ),
    },
    {
      key: 'quotient',
      title: t('quotient'),
      isNumeric: true,
      render: (line) => <strong className="figures">{line.quotient ?? t('noQuotient')}</strong>,
    },
    {
      key: 'verdict',
      title: t('verdict'),
      render: (line) =>
        line.is_strong ? (
          <StatusLabel tone="done" text={t('strong')} />
        ) : line.is_specialised ? (
          <StatusLabel tone="working" text={t('specialised')} />
        ) : (
          <span>—</span>
        ),
    },
    { key: 'inScope', title: t('inScope'), isNumeric: true, render: (line) => count(line.class_in_scope) },
    { key: 'inBase', title: t('inBase'), isNumeric: true, render: (line) => count(line.class_in_base) },
    {
      key: 'enterprises',
      title: t('registered'),
      isNumeric: true,
      render: (line) => (
        <button type="button" className="link-button" onClick={() => filter({ class: line.class })}>
          {line.enterprises}
        </button>
      ),
    },
  ];
}
