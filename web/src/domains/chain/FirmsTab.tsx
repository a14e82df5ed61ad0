import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Firm } from '../../api/types';
import { useSession } from '../../session/session';
import { useLocalName } from '../../shared/localName';
import { scopesQuery } from '../../shared/scopes';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { supplyCan } from './capabilities';
import { ImportFirmsDialog } from './ImportDialogs';
import { firmsQuery } from './queries';

const route = getRouteApi('/shell/chain');

/** The firms of the zone and of the areas around it. */
export function FirmsTab() {
  const { t } = useTranslation('chain');
  const ui = useTranslation('ui').t;
  const name = useLocalName();
  const session = useSession();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/chain' });
  const [isImporting, setImporting] = useState(false);
  const { data } = useSuspenseQuery(firmsQuery(search));
  const { data: scopes } = useSuspenseQuery(scopesQuery);
  const against = supplyCan.keep(session);
  const scopeName = (code: string) => {
    const scope = scopes.scopes.find((one) => one.code === code);
    return scope === undefined ? code : name(scope);
  };
  const columns: Column<Firm>[] = [
    { key: 'name', title: t('firm'), minWidth: 180, render: (row) => name(row) },
    { key: 'code', title: t('code'), render: (row) => <span className="figures">{row.code}</span> },
    { key: 'scope', title: t('scope'), render: (row) => scopeName(row.scope) },
    {
      key: 'enterprise',
      title: t('form.enterprise'),
      render: (row) => (row.enterprise === null ? '—' : ui('yes')),
    },
  ];
  return (
    <>
      <div className="filters">
        <TextFilter
          label={t('searchFirm')}
          value={search.text}
          onChange={(text) => void navigate({ search: { tab: 'firms', text } })}
        />
        <ActionButton
          text={t('action.importFirms')}
          reasonAgainst={against === undefined ? undefined : t(against)}
          onClick={() => setImporting(true)}
        />
      </div>
      <DataTable
        label={t('tab.firms')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.code}
        empty={<NextStep text={search.text === undefined ? t('noFirms') : ui('noMatch')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
      {isImporting && <ImportFirmsDialog onClose={() => setImporting(false)} />}
    </>
  );
}
