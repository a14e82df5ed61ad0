import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BillOfMaterials, Book } from '../../api/types';
import { FilingStatusLabel } from '../../shared/StatusLabels';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { bomsQuery } from './queries';

const route = getRouteApi('/shell/books/$book');

type BomLine = BillOfMaterials['rows'][number];

function Rows({ bom }: { bom: BillOfMaterials }) {
  const { t } = useTranslation('books');
  const columns: Column<BomLine>[] = [
    { key: 'material', title: t('bom.material'), render: (row) => row.material },
    { key: 'net', title: t('bom.net'), isNumeric: true, render: (row) => <Amount value={row.net} /> },
    {
      key: 'tangible',
      title: t('bom.tangible'),
      isNumeric: true,
      render: (row) => <Amount value={row.tangible_loss_percent} />,
    },
    {
      key: 'intangible',
      title: t('bom.intangible'),
      isNumeric: true,
      render: (row) => <Amount value={row.intangible_loss_percent} />,
    },
    {
      key: 'share',
      title: t('bom.share'),
      isNumeric: true,
      render: (row) => <Amount value={row.bonded_share_percent} />,
    },
    { key: 'scrap', title: t('bom.scrap'), isNumeric: true, render: (row) => row.scrap_item ?? '—' },
    {
      key: 'unit',
      title: t('bom.unit'),
      isNumeric: true,
      render: (row) => <Amount value={row.unit_consumption} />,
    },
  ];
  return (
    <DataTable
      label={`${t('bom.rows')} ${bom.product} ${bom.version}`}
      columns={columns}
      rows={bom.rows}
      rowKey={(row) => String(row.material)}
      empty={null}
    />
  );
}

/** Versions of the bills of materials, each with its rows. */
export function BomsTab({ book }: { book: Book }) {
  const { t } = useTranslation('books');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book' });
  const { data } = useSuspenseQuery(bomsQuery(book.id, search));
  if (book.kind === 'logistics') {
    return <NextStep text={t('bom.logistics')} />;
  }
  const columns: Column<BillOfMaterials>[] = [
    { key: 'product', title: t('bom.product'), render: (bom) => bom.product },
    { key: 'version', title: t('bom.version'), render: (bom) => bom.version },
    { key: 'status', title: t('bom.status'), render: (bom) => <FilingStatusLabel status={bom.status} /> },
    { key: 'rows', title: t('bom.rows'), isNumeric: true, render: (bom) => bom.rows.length },
    { key: 'used', title: '', render: (bom) => (bom.is_used ? t('bom.used') : '') },
  ];
  return (
    <>
      <DataTable
        label={t('bom.label')}
        columns={columns}
        rows={data.rows}
        rowKey={(bom) => `${bom.product} ${bom.version}`}
        expanded={(bom) => <Rows bom={bom} />}
        empty={<NextStep text={t('bom.empty')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
      {data.rows.length > 0 && <p style={{ margin: '8px 0 0', color: '#4a5860' }}>{t('bom.formula')}</p>}
    </>
  );
}
