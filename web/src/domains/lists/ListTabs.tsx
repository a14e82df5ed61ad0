import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Line, ListDetail, ListSummary } from '../../api/types';
import { History } from '../../shared/History';
import { PostingsTable } from '../../shared/PostingsTable';
import { SlipsTable } from '../../shared/SlipsTable';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { multiplyDecimals } from '../../ui/decimal';
import { NextStep } from '../../ui/NextStep';
import type { PagingSearch } from '../../ui/paging';
import { When } from '../../ui/When';
import { linesQuery, listPostingsQuery, listSlipsQuery } from './queries';
import { TruckCorrection } from './TruckCorrection';

const route = getRouteApi('/shell/lists/$list');

function usePaging(nextCursor: string | null | undefined) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/lists/$list' });
  return {
    search,
    nextCursor,
    onChange: (paging: PagingSearch) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
  };
}

export function LinesTab({ list }: { list: ListSummary }) {
  const { t } = useTranslation('lists');
  const { data } = useSuspenseQuery(linesQuery(list.id, route.useSearch()));
  const paging = usePaging(data.next_cursor);
  const columns: Column<Line>[] = [
    { key: 'number', title: t('line.number'), render: (line) => line.number },
    { key: 'item', title: t('line.item'), render: (line) => line.item },
    { key: 'part', title: t('line.part'), render: (line) => line.part_number },
    { key: 'name', title: t('line.name'), render: (line) => line.name },
    { key: 'hs', title: t('line.hs'), render: (line) => <span className="figures">{line.hs_code}</span> },
    {
      key: 'quantity',
      title: t('line.quantity'),
      isNumeric: true,
      render: (line) => <Amount value={line.quantity} />,
    },
    { key: 'measure', title: t('line.measure'), render: (line) => line.measure },
    {
      key: 'price',
      title: t('line.price'),
      isNumeric: true,
      render: (line) => <Amount value={line.unit_price} />,
    },
    {
      key: 'total',
      title: t('line.total'),
      isNumeric: true,
      render: (line) => <Amount value={multiplyDecimals(line.quantity, line.unit_price, 2)} />,
    },
    { key: 'version', title: t('line.version'), render: (line) => line.bom_version ?? '—' },
  ];
  return (
    <DataTable
      label={t('line.label')}
      columns={columns}
      rows={data.rows}
      rowKey={(line) => String(line.number)}
      empty={<NextStep text={t('line.empty')} />}
      paging={paging}
    />
  );
}

export function TrucksTab({ detail }: { detail: ListDetail }) {
  const { t } = useTranslation('lists');
  const { list, trucks } = detail;
  const { data: slips } = useQuery(listSlipsQuery(list.id));
  const declaration = !list.needs_declaration
    ? t('declarationNotNeeded')
    : (list.declaration_number ?? t('declarationWaiting'));
  const columns: Column<ListDetail['trucks'][number]>[] = [
    {
      key: 'plate',
      title: t('truck.plate'),
      render: (truck) => <span className="figures">{truck.plate}</span>,
    },
    {
      key: 'passed',
      title: t('truck.passedAt'),
      render: (truck) => (truck.passed_at ? <When instant={truck.passed_at} /> : t('truck.notYet')),
    },
  ];
  return (
    <>
      <p style={{ marginTop: 0 }}>
        {t('declaration')}: <strong>{declaration}</strong>
      </p>
      <p>
        <TruckCorrection detail={detail} />
      </p>
      <DataTable
        label={t('truck.label')}
        columns={columns}
        rows={trucks}
        rowKey={(truck) => truck.plate}
        empty={<NextStep text={t('truck.empty')} />}
      />
      <h2 className="tab-heading">{t('truck.slips')}</h2>
      <SlipsTable rows={slips?.rows ?? []} empty={<NextStep text={t('truck.noSlips')} />} />
    </>
  );
}

export function PostingsTab({ list }: { list: ListSummary }) {
  const { data } = useSuspenseQuery(listPostingsQuery(list.id, route.useSearch()));
  const paging = usePaging(data.next_cursor);
  return <PostingsTable rows={data.rows} paging={paging} />;
}

export function HistoryTab({ detail }: { detail: ListDetail }) {
  return <History steps={detail.history} />;
}
