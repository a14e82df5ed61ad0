import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { equipmentStatuses } from '../../api/choices';
import type { Equipment } from '../../api/types';
import { holds, useSession } from '../../session/session';
import { EquipmentStatusLabel } from '../../shared/StatusLabels';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { allEquipmentQuery, type EquipmentSearch } from './queries';

const route = getRouteApi('/shell/equipment');

function useColumns(): Column<Equipment>[] {
  const { t } = useTranslation('equipment');
  return [
    {
      key: 'name',
      title: t('name'),
      minWidth: 140,
      render: (one) => (
        <Link to="/equipment/$equipment" params={{ equipment: one.id }}>
          {one.name}
        </Link>
      ),
    },
    { key: 'status', title: t('status'), render: (one) => <EquipmentStatusLabel status={one.status} /> },
    {
      key: 'serial',
      title: t('serial'),
      render: (one) => <span className="figures">{one.serial_number}</span>,
    },
    { key: 'enterprise', title: t('enterprise'), render: (one) => one.enterprise_name },
    {
      key: 'location',
      title: t('location'),
      minWidth: 110,
      render: (one) => <span className="wrapping">{one.location}</span>,
    },
    {
      key: 'from',
      title: t('from'),
      render: (one) => <span className="figures">{one.supervised_from}</span>,
    },
    {
      key: 'until',
      title: t('until'),
      render: (one) => <span className="figures">{one.supervised_until ?? '—'}</span>,
    },
  ];
}

export function EquipmentListPage() {
  const { t } = useTranslation('equipment');
  const ui = useTranslation('ui').t;
  const words = useTranslation('enums').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/equipment' });
  const go = useNavigate();
  const session = useSession();
  const columns = useColumns();
  const { data } = useSuspenseQuery(allEquipmentQuery(search));
  const filter = (change: Partial<EquipmentSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const isFiltered = search.text !== undefined || search.status !== undefined;
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          holds(session, 'enterprise_officer') ? (
            <Button type="primary" onClick={() => void go({ to: '/equipment/new' })}>
              {t('action.register')}
            </Button>
          ) : undefined
        }
      />
      <section className="panel">
        <div className="filters">
          <TextFilter label={t('search')} value={search.text} onChange={(text) => filter({ text })} />
          <ChoiceFilter
            label={t('status')}
            anyLabel={ui('any')}
            value={search.status}
            choices={equipmentStatuses.map((one) => ({ value: one, label: words(`equipmentStatus.${one}`) }))}
            onChange={(status) => filter({ status })}
          />
        </div>
        <DataTable
          label={t('title')}
          columns={columns}
          rows={data.rows}
          rowKey={(one) => one.id}
          empty={<NextStep text={isFiltered ? ui('noMatch') : t('empty')} />}
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
