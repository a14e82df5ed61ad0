import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Institution, Platform } from '../../api/types';
import { useSession } from '../../session/session';
import { useLocalName } from '../../shared/localName';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { StatusLabel } from '../../ui/StatusLabel';
import { partnerCan } from './capabilities';
import {
  institutionsQuery,
  type PartnersSearch,
  type PartnerTab,
  partnerStates,
  partnerTabs,
  platformsQuery,
} from './queries';
import { RegisterInstitutionDialog, RegisterPlatformDialog } from './RegisterDialog';

const route = getRouteApi('/shell/institutions');

type Row = Institution | Platform;

/** Whether the cooperation goes on, in a word. */
export function CooperationLabel({ partner }: { partner: Row }) {
  const { t } = useTranslation('partners');
  return partner.ended_on === null ? (
    <StatusLabel tone="done" text={t('state.going_on')} />
  ) : (
    <StatusLabel tone="neutral" text={t('state.ended')} />
  );
}

function useFilter() {
  const navigate = useNavigate({ from: '/institutions' });
  return (change: PartnersSearch) =>
    void navigate({ search: (now) => ({ ...now, cursor: undefined, trail: undefined, ...change }) });
}

/** The registers of international institutions and of cooperation platforms. */
export function PartnersPage() {
  const { t } = useTranslation('partners');
  const ui = useTranslation('ui').t;
  const session = useSession();
  const search = route.useSearch();
  const { tab = 'institutions' } = search;
  const filter = useFilter();
  const [isRegistering, setRegistering] = useState(false);
  const close = () => setRegistering(false);
  const against = partnerCan.register(session);
  const content: Record<PartnerTab, ReactNode> = {
    institutions: <Institutions />,
    platforms: <Platforms />,
  };
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          <ActionButton
            type="primary"
            text={tab === 'institutions' ? t('action.registerInstitution') : t('action.registerPlatform')}
            reasonAgainst={against === undefined ? undefined : t(against)}
            onClick={() => setRegistering(true)}
          />
        }
      />
      <section className="panel">
        <PageTabs
          label={t('title')}
          tabs={partnerTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
          active={tab}
          onChange={(key) => filter({ tab: key })}
        >
          <div className="filters">
            <TextFilter label={t('search')} value={search.text} onChange={(text) => filter({ text })} />
            <ChoiceFilter
              label={t('stateName')}
              anyLabel={ui('any')}
              value={search.state}
              choices={partnerStates.map((value) => ({ value, label: t(`state.${value}`) }))}
              onChange={(state) => filter({ state })}
            />
          </div>
          {content[tab]}
        </PageTabs>
      </section>
      {isRegistering && tab === 'institutions' && <RegisterInstitutionDialog onClose={close} />}
      {isRegistering && tab === 'platforms' && <RegisterPlatformDialog onClose={close} />}
    </>
  );
}

function useCommonColumns<Partner extends Row>(): Column<Partner>[] {
  const { t } = useTranslation('partners');
  return [
    { key: 'country', title: t('country'), render: (one) => one.facts.country },
    { key: 'since', title: t('since'), render: (one) => <span className="figures">{one.facts.since}</span> },
    { key: 'contact', title: t('contact'), minWidth: 120, render: (one) => one.facts.contact_role },
    {
      key: 'activities',
      title: t('activities'),
      isNumeric: true,
      render: (one) => <span className="figures">{one.activities.length}</span>,
    },
    { key: 'state', title: t('stateName'), render: (one) => <CooperationLabel partner={one} /> },
  ];
}

interface RegisterProps<Partner extends Row> {
  label: string;
  first: Column<Partner>[];
  page: { rows: Partner[]; next_cursor?: string | null };
}

function Register<Partner extends Row>({ label, first, page }: RegisterProps<Partner>) {
  const { t } = useTranslation('partners');
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const filter = useFilter();
  const common = useCommonColumns<Partner>();
  const isFiltered = search.text !== undefined || search.state !== undefined;
  return (
    <DataTable
      label={label}
      columns={[...first, ...common]}
      rows={page.rows}
      rowKey={(one) => one.id}
      empty={<NextStep text={isFiltered ? ui('noMatch') : t('empty')} />}
      paging={{ search, nextCursor: page.next_cursor, onChange: filter }}
    />
  );
}

function Institutions() {
  const { t } = useTranslation('partners');
  const name = useLocalName();
  const { data } = useSuspenseQuery(institutionsQuery(route.useSearch()));
  const first: Column<Institution>[] = [
    {
      key: 'name',
      title: t('name'),
      minWidth: 180,
      render: (one) => (
        <Link to="/institutions/$institution" params={{ institution: one.id }}>
          {name(one.facts)}
        </Link>
      ),
    },
    { key: 'kind', title: t('kindName'), render: (one) => t(`institutionKind.${one.kind}`) },
  ];
  return <Register label={t('tab.institutions')} first={first} page={data} />;
}

function Platforms() {
  const { t } = useTranslation('partners');
  const name = useLocalName();
  const { data } = useSuspenseQuery(platformsQuery(route.useSearch()));
  const first: Column<Platform>[] = [
    {
      key: 'name',
      title: t('name'),
      minWidth: 180,
      render: (one) => (
        <Link to="/platforms/$platform" params={{ platform: one.id }}>
          {name(one.facts)}
        </Link>
      ),
    },
    { key: 'kind', title: t('kindName'), render: (one) => t(`platformKind.${one.kind}`) },
    {
      key: 'members',
      title: t('members'),
      minWidth: 160,
      render: (one) => one.members.map(name).join(', ') || '—',
    },
  ];
  return <Register label={t('tab.platforms')} first={first} page={data} />;
}
