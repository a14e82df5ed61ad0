import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChainLinks, ChainNode } from '../../api/types';
import { useSession } from '../../session/session';
import { useLocalName } from '../../shared/localName';
import { scopesQuery } from '../../shared/scopes';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { StatusLabel } from '../../ui/StatusLabel';
import { supplyCan } from './capabilities';
import { DefineChainDialog } from './ImportDialogs';
import { chainsQuery, linksQuery } from './queries';

const route = getRouteApi('/shell/chain');

/** Missing and weak links of a chain at the scopes from the zone outwards. */
export function LinksTab() {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/chain' });
  const { data: chains } = useSuspenseQuery(chainsQuery);
  const { data: scopes } = useSuspenseQuery(scopesQuery);
  const chain = chains.find((one) => one.code === search.chain) ?? chains[0];
  if (chain === undefined) {
    return <NextStep text={t('noChains')} action={<DefineChain />} />;
  }
  return (
    <>
      <div className="filters">
        <ChoiceFilter
          label={t('chain')}
          anyLabel={t('theFirst')}
          value={chain.code}
          choices={chains.map((one) => ({ value: one.code, label: name(one) }))}
          onChange={(chosen) => void navigate({ search: (now) => ({ ...now, chain: chosen }) })}
        />
        <ChoiceFilter
          label={t('lookFrom')}
          anyLabel={t('theZone')}
          value={search.scope}
          choices={scopes.scopes.map((one) => ({ value: one.code, label: name(one) }))}
          onChange={(chosen) => void navigate({ search: (now) => ({ ...now, scope: chosen }) })}
        />
      </div>
      <Links chain={chain.code} scope={search.scope} />
    </>
  );
}

function Links({ chain, scope }: { chain: string; scope: string | undefined }) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const { data } = useSuspenseQuery(linksQuery(chain, scope));
  const named = new Map(data.nodes.map((node) => [node.product, name(node)]));
  const names = (codes: readonly string[]) =>
    codes.length === 0 ? '—' : codes.map((code) => named.get(code) ?? code).join(', ');
  const completeness: Column<ChainLinks['scopes'][number]>[] = [
    { key: 'scope', title: t('scope'), minWidth: 110, render: (row) => name(row) },
    {
      key: 'count',
      title: t('byCount'),
      isNumeric: true,
      render: (row) => (
        <span className="figures">
          {row.by_count ?? '—'} ({row.present}/{row.nodes})
        </span>
      ),
    },
    {
      key: 'weight',
      title: t('byWeight'),
      isNumeric: true,
      render: (row) => (
        <span className="figures">
          {row.by_weight ?? '—'} ({row.weight_present}/{row.weight})
        </span>
      ),
    },
    {
      key: 'missing',
      title: t('missingRequired'),
      minWidth: 160,
      render: (row) => names(row.missing_required),
    },
    {
      key: 'optional',
      title: t('missingOptional'),
      minWidth: 120,
      render: (row) => names(row.missing_optional),
    },
    { key: 'weak', title: t('weak'), minWidth: 160, render: (row) => names(row.weak) },
  ];
  const nodes: Column<ChainNode>[] = [
    {
      key: 'product',
      title: t('product'),
      minWidth: 140,
      render: (node) => (
        <Link to="/chain/products/$product" params={{ product: node.product }}>
          {name(node)}
        </Link>
      ),
    },
    { key: 'weight', title: t('weight'), isNumeric: true, render: (node) => node.weight },
    { key: 'required', title: t('required'), render: (node) => (node.is_required ? t('yes') : t('no')) },
    {
      key: 'standing',
      title: t('standing'),
      render: (node) => <Standing node={node} scopes={data.scopes} />,
    },
    ...data.scopes.map((one, place) => ({
      key: one.scope,
      title: t('suppliersIn', { scope: name(one) }),
      isNumeric: true,
      render: (node: ChainNode) => (
        <span className="figures">
          {node.suppliers[place]} ({t('declaredCount', { number: node.declared[place] })})
        </span>
      ),
    })),
  ];
  return (
    <>
      <p>
        {t('chainSource')} {data.chain.source} · {t('weakRule', { number: data.weak_suppliers_max })}{' '}
        {data.is_verified ? null : <StatusLabel tone="attention" text={t('setting')} />}
      </p>
      <h2>{t('byScope')}</h2>
      <DataTable
        label={t('byScope')}
        columns={completeness}
        rows={data.scopes}
        rowKey={(row) => row.scope}
        empty={null}
      />
      <h2>{t('byNode')}</h2>
      <DataTable
        label={t('byNode')}
        columns={nodes}
        rows={data.nodes}
        rowKey={(node) => node.product}
        empty={null}
      />
      <div style={{ marginTop: 10 }}>
        <DefineChain from={data} />
      </div>
    </>
  );
}

/** The desk defines a chain anew, from the one on the page where there is one. */
function DefineChain({ from }: { from?: ChainLinks }) {
  const { t } = useTranslation('chain');
  const session = useSession();
  const [isOpen, setOpen] = useState(false);
  const against = supplyCan.keep(session);
  return (
    <>
      <ActionButton
        text={t('action.defineChain')}
        reasonAgainst={against === undefined ? undefined : t(against)}
        onClick={() => setOpen(true)}
      />
      {isOpen && <DefineChainDialog from={from} onClose={() => setOpen(false)} />}
    </>
  );
}

function Standing({ node, scopes }: { node: ChainNode; scopes: ChainLinks['scopes'] }) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  if (node.standing === 'sound') {
    return <StatusLabel tone="done" text={t('sound')} />;
  }
  if (node.standing === 'weak') {
    return <StatusLabel tone="working" text={t('weakLink')} />;
  }
  const scope = scopes.find((one) => one.scope === node.missing_in);
  return (
    <StatusLabel tone="attention" text={t('missingIn', { scope: scope === undefined ? '' : name(scope) })} />
  );
}
