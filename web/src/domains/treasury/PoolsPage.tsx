import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pool } from '../../api/types';
import { holds, useSession } from '../../session/session';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { FilePoolDialog } from './FilePoolDialog';
import { QuotaBar } from './QuotaBar';
import { poolsQuery } from './queries';

const route = getRouteApi('/shell/pools');

/** The pools with where their quotas stand today. */
export function PoolsPage() {
  const { t } = useTranslation('treasury');
  const session = useSession();
  const [isFiling, setFiling] = useState(false);
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/pools' });
  const { data } = useSuspenseQuery(poolsQuery(search));
  const columns: Column<Pool>[] = [
    {
      key: 'name',
      title: t('name'),
      minWidth: 180,
      render: (pool) => (
        <Link to="/pools/$pool" params={{ pool: pool.id }}>
          <span className="wrapping">{pool.name}</span>
        </Link>
      ),
    },
    { key: 'lead', title: t('lead'), render: (pool) => pool.lead_name },
    { key: 'members', title: t('members'), isNumeric: true, render: (pool) => pool.members.length },
    {
      key: 'quotas',
      title: t('quotas'),
      render: (pool) => pool.quotas.map((quota) => <QuotaBar key={quota.quota} quota={quota} />),
    },
  ];
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('intro')}
        actions={
          <ActionButton
            type="primary"
            text={t('action.file')}
            reasonAgainst={holds(session, 'treasury_officer') ? undefined : t('reason.notDesk')}
            onClick={() => setFiling(true)}
          />
        }
      />
      <section className="panel">
        <DataTable
          label={t('title')}
          columns={columns}
          rows={data.rows}
          rowKey={(pool) => pool.id}
          empty={<NextStep text={t('empty')} />}
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
        />
      </section>
      {isFiling && <FilePoolDialog onClose={() => setFiling(false)} />}
    </>
  );
}
