import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BillOfMaterials, CountRow, Stage } from '../../api/types';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { Counted } from './CountTab';
import type { Facts } from './capabilities';
import { countQuery, versionsQuery } from './queries';

interface CountOriginProps {
  facts: Facts;
  item: number;
  stage: Stage;
}

/** The rows of the count behind a counted quantity; products with what one of them takes of the material. */
export function CountOrigin({ facts, item, stage }: CountOriginProps) {
  const { data: counted } = useQuery(countQuery({ book: facts.book.id, period: facts.detail.period.number }));
  const { data: versions } = useQuery(versionsQuery(facts.book.id));
  if (counted === undefined || versions === undefined) {
    return null;
  }
  if (stage === 'stock') {
    return <Counted rows={counted.rows.filter((row) => row.stage === 'stock' && row.item === item)} />;
  }
  const rows = counted.rows.flatMap((row): Converted[] => {
    const bom = versions.find((one) => one.product === row.item && one.version === row.version);
    const use = bom?.rows.find((one) => one.material === item);
    return row.stage === stage && use !== undefined ? [{ row, use }] : [];
  });
  return <ConvertedRows rows={rows} />;
}

interface Converted {
  row: CountRow;
  use: BillOfMaterials['rows'][number];
}

function ConvertedRows({ rows }: { rows: readonly Converted[] }) {
  const { t } = useTranslation('periods');
  const columns: Column<Converted>[] = [
    {
      key: 'product',
      title: t('count.product'),
      render: ({ row }) => `${row.item} · ${row.part_number} · ${row.version ?? ''}`,
    },
    {
      key: 'quantity',
      title: t('count.quantity'),
      isNumeric: true,
      render: ({ row }) => <Amount value={row.quantity} unit={row.measure} />,
    },
    {
      key: 'unit',
      title: t('count.unitConsumption'),
      isNumeric: true,
      render: ({ use }) => <Amount value={use.unit_consumption} />,
    },
    {
      key: 'share',
      title: t('count.share'),
      isNumeric: true,
      render: ({ use }) => <Amount value={use.bonded_share_percent} />,
    },
  ];
  return (
    <>
      <p>{t('count.conversion')}</p>
      <DataTable
        label={t('count.converted')}
        columns={columns}
        rows={rows}
        rowKey={({ row }) => `${row.item}-${row.stage}-${row.version ?? ''}`}
        empty={<NextStep text={t('count.noProducts')} />}
      />
    </>
  );
}
