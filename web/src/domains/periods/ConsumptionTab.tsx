import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MaterialIssue, VerificationRow } from '../../api/types';
import { EntryLink } from '../../shared/History';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import type { Facts } from './capabilities';
import { issuesQuery, rowsQuery } from './queries';
import { useItemColumn, useNumberColumn } from './RowsTab';

const route = getRouteApi('/shell/books/$book/periods/$period');

const NUMBERS = [
  'embodied',
  'tangible_loss',
  'intangible_loss',
  'consumed_by_versions',
  'issued',
  'consumption_gap',
  'theoretical_by_orders',
];

/** What the versions account for beside what work orders took, and the gap between them. */
export function ConsumptionTab({ facts }: { facts: Facts }) {
  const { t } = useTranslation('periods');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book/periods/$period' });
  const item = useItemColumn();
  const number = useNumberColumn();
  const { data } = useSuspenseQuery(
    rowsQuery({ book: facts.book.id, period: facts.detail.period.number }, search),
  );
  const isConsumed = (row: VerificationRow) => row.class === 'material';
  return (
    <>
      <p style={{ marginTop: 0 }}>{t('consumption.lead')}</p>
      <DataTable
        label={t('consumption.label')}
        columns={[item, ...NUMBERS.map(number)]}
        rows={data.rows.filter(isConsumed)}
        rowKey={(row) => String(row.item)}
        empty={<NextStep text={t('noRows')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
      <h2 className="tab-heading">{t('consumption.issues')}</h2>
      <Issues book={facts.book.id} />
    </>
  );
}

function Issues({ book }: { book: string }) {
  const { t } = useTranslation('periods');
  const { data } = useQuery(issuesQuery(book, {}));
  const columns: Column<MaterialIssue>[] = [
    { key: 'order', title: t('consumption.workOrder'), render: (row) => <strong>{row.work_order}</strong> },
    { key: 'item', title: t('item'), render: (row) => row.item },
    {
      key: 'quantity',
      title: t('consumption.quantity'),
      isNumeric: true,
      render: (row) => <Amount value={row.quantity} />,
    },
    { key: 'entry', title: t('entry'), render: (row) => <EntryLink position={row.position} /> },
  ];
  return (
    <DataTable
      label={t('consumption.issues')}
      columns={columns}
      rows={data?.rows ?? []}
      rowKey={(row) => `${row.position}-${row.item}-${row.work_order}`}
      empty={<NextStep text={t('consumption.noIssues')} />}
    />
  );
}
