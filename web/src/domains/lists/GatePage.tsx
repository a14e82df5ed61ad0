import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListSummary } from '../../api/types';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { PassageForm, ReleaseForm } from './GateForms';
import { listQuery, listsQuery } from './queries';

const route = getRouteApi('/shell/gate');

/** Where a gate operator tells what happened outside, and sees which lists wait for it. */
export function GatePage() {
  const { t } = useTranslation('lists');
  const { list } = route.useSearch();
  const { data } = useSuspenseQuery(listsQuery({ status: 'approved' }, 200));
  const chosen = list ?? data.rows[0]?.id;
  return (
    <>
      <PageHeading title={t('gate.title')} lead={t('gate.lead')} />
      <Waiting rows={data.rows} chosen={chosen} />
      {chosen !== undefined && <Reports key={chosen} list={chosen} />}
    </>
  );
}

function Waiting({ rows, chosen }: { rows: readonly ListSummary[]; chosen: string | undefined }) {
  const { t } = useTranslation('lists');
  const words = useTranslation('enums').t;
  const navigate = useNavigate();
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
          onClick={() => void navigate({ to: '/gate', search: { list: row.id } })}
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
        rows={rows}
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
  const { data } = useSuspenseQuery(listQuery(list));
  return (
    <div className="side-by-side">
      <PassageForm detail={data} />
      <ReleaseForm detail={data} />
    </div>
  );
}
