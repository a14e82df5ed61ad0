import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListSummary } from '../../api/types';
import { readsAnything, useSession } from '../../session/session';
import { type Column, DataTable } from '../../ui/DataTable';
import { TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { PassageForm, ReleaseForm } from './GateForms';
import { listQuery, listsQuery } from './queries';

const route = getRouteApi('/shell/gate/reports');

/**
 * Where a gate operator tells what happened outside. A gate operator may read no lists: the list's id comes from the
 * pass slip. Who may read as well is shown the lists that wait.
 */
export function GatePage() {
  const { t } = useTranslation('lists');
  const session = useSession();
  const { list } = route.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <PageHeading
        title={t('gate.title')}
        lead={t('gate.lead')}
        actions={<Link to="/gate">{t('gate.toLane')}</Link>}
      />
      {readsAnything(session) && <Waiting chosen={list} />}
      <section className="panel">
        <div className="filters" style={{ marginBottom: 0 }}>
          <TextFilter
            label={t('gate.listId')}
            value={list}
            placeholder="lst_…"
            isWide
            onChange={(id) => void navigate({ to: '/gate/reports', search: { list: id } })}
          />
        </div>
        {list === undefined && <p style={{ marginBottom: 0 }}>{t('gate.listIdHint')}</p>}
      </section>
      {list !== undefined && <Reports key={list} list={list} />}
    </>
  );
}

function Waiting({ chosen }: { chosen: string | undefined }) {
  const { t } = useTranslation('lists');
  const words = useTranslation('enums').t;
  const navigate = useNavigate();
  const { data } = useQuery(listsQuery({ status: 'approved' }, 200));
  const columns: Column<ListSummary>[] = [
    {
      key: 'number',
      title: t('number'),
      render: (row) => (
        <Link to="/lists/$list" params={{ list: row.id }} className="figures">
          {row.number}
        </Link>
      ),
    },
    { key: 'book', title: t('book'), render: (row) => <span className="figures">{row.book_number}</span> },
    { key: 'movement', title: t('movement'), render: (row) => words(`movement.${row.movement}`) },
    { key: 'waits', title: t('gate.waitsFor'), render: (row) => <WaitsFor list={row} /> },
    {
      key: 'choose',
      title: '',
      render: (row) => (
        <Button
          size="small"
          aria-pressed={row.id === chosen}
          type={row.id === chosen ? 'primary' : 'default'}
          onClick={() => void navigate({ to: '/gate/reports', search: { list: row.id } })}
        >
          {t('gate.choose')}
        </Button>
      ),
    },
  ];
  return (
    <section className="panel">
      <h2>{t('gate.waiting')}</h2>
      <DataTable
        label={t('gate.waiting')}
        columns={columns}
        rows={data?.rows ?? []}
        rowKey={(row) => row.id}
        empty={<NextStep text={t('gate.noneWaiting')} />}
      />
    </section>
  );
}

function WaitsFor({ list }: { list: ListSummary }) {
  const { t } = useTranslation('lists');
  const trucks = list.trucks_total - list.trucks_passed;
  const parts = [
    ...(list.needs_declaration && !list.declaration_number ? [t('declaration')] : []),
    ...(trucks > 0 ? [t('gate.truckMissing', { count: trucks })] : []),
  ];
  return <span>{parts.join(' · ')}</span>;
}

function Reports({ list }: { list: string }) {
  const session = useSession();
  const { data } = useQuery({ ...listQuery(list), enabled: readsAnything(session) });
  const missing = (data?.trucks ?? []).filter((truck) => !truck.passed_at).map((truck) => truck.plate);
  return (
    <div className="side-by-side">
      <PassageForm list={list} plates={missing} />
      <ReleaseForm list={list} />
    </div>
  );
}
