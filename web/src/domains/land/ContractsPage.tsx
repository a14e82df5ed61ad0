import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { idleStatuses, landContractStatuses } from '../../api/choices';
import type { LandContract } from '../../api/types';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter, TextFilter } from '../../ui/Filters';
import { formatDecimal } from '../../ui/format';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { StatusLabel } from '../../ui/StatusLabel';
import { ClockLabel, LandStatusLabel } from './labels';
import { type ContractsSearch, contractsQuery } from './queries';

const route = getRouteApi('/shell/land/contracts');

function useColumns(): Column<LandContract>[] {
  const { t } = useTranslation('land');
  return [
    {
      key: 'number',
      title: t('contractNumber'),
      render: (one) => (
        <Link to="/land/contracts/$contract" params={{ contract: one.id }} className="figures">
          {one.number}
        </Link>
      ),
    },
    { key: 'enterprise', title: t('enterprise'), minWidth: 140, render: (one) => one.enterprise_name },
    {
      key: 'parcels',
      title: t('parcels'),
      render: (one) => <span className="figures">{one.parcels.map((it) => it.number).join(', ')}</span>,
    },
    { key: 'status', title: t('statusLabel'), render: (one) => <LandStatusLabel status={one.status} /> },
    {
      key: 'clock',
      title: t('clockLabel'),
      render: (one) => (one.clock ? <ClockLabel status={one.clock.status} /> : '—'),
    },
    {
      key: 'permit',
      title: t('contract.permitDue'),
      render: (one) => (
        <span className="figures">
          {one.permit_due.date}
          <br />
          {one.permit_due.is_overdue && one.taken_back === null && (
            <StatusLabel tone="stopped" text={t('contract.permitOverdue')} />
          )}
        </span>
      ),
    },
    {
      key: 'start',
      title: t('contracts.start'),
      render: (one) => (
        <span className="figures">
          {one.agreed_start}
          <br />
          {one.started_on ?? '—'}
        </span>
      ),
    },
    {
      key: 'price',
      title: t('price'),
      isNumeric: true,
      render: (one) => <span className="figures">{formatDecimal(one.price)}</span>,
    },
  ];
}

/** Every land contract that the reader may see, from the day on which land was acquired to the proven start. */
export function ContractsPage() {
  const { t } = useTranslation('land');
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/land/contracts' });
  const columns = useColumns();
  const { data } = useSuspenseQuery(contractsQuery(search));
  const filter = (change: Partial<ContractsSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...change, cursor: undefined, trail: undefined }) });
  const isFiltered = [search.text, search.status, search.clock].some((one) => one !== undefined);
  return (
    <>
      <PageHeading title={t('contracts.title')} lead={t('contracts.lead')} />
      <section className="panel">
        <div className="filters">
          <TextFilter
            label={t('contracts.search')}
            value={search.text}
            onChange={(text) => filter({ text })}
          />
          <ChoiceFilter
            label={t('statusLabel')}
            anyLabel={ui('any')}
            value={search.status}
            choices={landContractStatuses.map((one) => ({ value: one, label: t(`status.${one}`) }))}
            onChange={(status) => filter({ status })}
          />
          <ChoiceFilter
            label={t('clockLabel')}
            anyLabel={ui('any')}
            value={search.clock}
            choices={idleStatuses.map((one) => ({ value: one, label: t(`clock.${one}`) }))}
            onChange={(clock) => filter({ clock })}
          />
        </div>
        <DataTable
          label={t('contracts.title')}
          columns={columns}
          rows={data.rows}
          rowKey={(one) => one.id}
          empty={<NextStep text={isFiltered ? ui('noMatch') : t('contracts.empty')} />}
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
