import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { idleStatuses, parcelStatuses, supplyModes } from '../../api/choices';
import type { Parcel } from '../../api/types';
import { holds, useSession } from '../../session/session';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { formatDecimal } from '../../ui/format';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { ClockLabel, LandStatusLabel } from './labels';
import { ParcelMap } from './ParcelMap';
import { mapQuery, type ParcelsSearch, parcelsQuery } from './queries';

const route = getRouteApi('/shell/land');

function useColumns(): Column<Parcel>[] {
  const { t } = useTranslation('land');
  return [
    {
      key: 'number',
      title: t('number'),
      render: (one) => (
        <Link to="/land/parcels/$parcel" params={{ parcel: one.id }} className="figures">
          {one.number}
        </Link>
      ),
    },
    { key: 'status', title: t('statusLabel'), render: (one) => <LandStatusLabel status={one.status} /> },
    {
      key: 'clock',
      title: t('clockLabel'),
      render: (one) => (one.clock ? <ClockLabel status={one.clock.status} /> : '—'),
    },
    { key: 'mode', title: t('mode'), render: (one) => t(`supplyMode.${one.supply_mode}`) },
    {
      key: 'area',
      title: t('area'),
      isNumeric: true,
      render: (one) => <span className="figures">{formatDecimal(one.area)}</span>,
    },
    { key: 'enterprise', title: t('enterprise'), minWidth: 120, render: (one) => one.enterprise_name ?? '—' },
    { key: 'location', title: t('location'), minWidth: 120, render: (one) => one.location },
  ];
}

/** The map of the zone's parcels, and the register that says the same in rows. */
export function LandPage() {
  const { t } = useTranslation('land');
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/land' });
  const columns = useColumns();
  const { data: all } = useSuspenseQuery(mapQuery);
  const { data } = useSuspenseQuery(parcelsQuery(search));
  const filter = (change: Partial<ParcelsSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const isFiltered = [search.text, search.status, search.clock, search.mode].some((one) => one !== undefined);
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} actions={<DeskActions />} />
      <section className="panel">
        <ParcelMap parcels={all} />
      </section>
      <section className="panel">
        <div className="filters">
          <TextFilter label={t('search')} value={search.text} onChange={(text) => filter({ text })} />
          <ChoiceFilter
            label={t('statusLabel')}
            anyLabel={ui('any')}
            value={search.status}
            choices={parcelStatuses.map((one) => ({ value: one, label: t(`status.${one}`) }))}
            onChange={(status) => filter({ status })}
          />
          <ChoiceFilter
            label={t('clockLabel')}
            anyLabel={ui('any')}
            value={search.clock}
            choices={idleStatuses.map((one) => ({ value: one, label: t(`clock.${one}`) }))}
            onChange={(clock) => filter({ clock })}
          />
          <ChoiceFilter
            label={t('mode')}
            anyLabel={ui('any')}
            value={search.mode}
            choices={supplyModes.map((one) => ({ value: one, label: t(`supplyMode.${one}`) }))}
            onChange={(mode) => filter({ mode })}
          />
        </div>
        <DataTable
          label={t('table')}
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
        <p style={{ margin: '12px 0 0', color: '#4a5860' }}>
          {t('settingHint')} <Link to="/parameters">{t('settings')}</Link>
        </p>
      </section>
    </>
  );
}

function DeskActions() {
  const { t } = useTranslation('land');
  const session = useSession();
  const go = useNavigate();
  const isDesk = holds(session, 'land_officer');
  return (
    <>
      <Button onClick={() => void go({ to: '/land/contracts' })}>{t('contracts.title')}</Button>
      {isDesk && <Button onClick={() => void go({ to: '/land/merge' })}>{t('action.merge')}</Button>}
      {isDesk && (
        <Button type="primary" onClick={() => void go({ to: '/land/parcels/new' })}>
          {t('action.register')}
        </Button>
      )}
    </>
  );
}
