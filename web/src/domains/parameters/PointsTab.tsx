import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PointsTable } from '../../api/types';
import { type Column, DataTable } from '../../ui/DataTable';
import { Facts } from '../../ui/Facts';
import { formatCount } from '../../ui/format';
import { NextStep } from '../../ui/NextStep';
import { StatusLabel } from '../../ui/StatusLabel';
import { EditionFilter } from './EditionFilter';
import { pointsTablesQuery } from './queries';

const route = getRouteApi('/shell/parameters');

interface Row {
  criterion: string;
  value: string;
  points: string;
}

/** The table of points for work permits by edition, each row of it. */
export function PointsTab() {
  const { t } = useTranslation('parameters');
  const { data } = useSuspenseQuery(pointsTablesQuery);
  const { edition } = route.useSearch();
  const table =
    data.editions.find((one) => one.edition === edition) ??
    data.editions.find((one) => one.edition === data.in_force) ??
    data.editions[0];
  const rows = useRows(table);
  const columns: Column<Row>[] = [
    { key: 'criterion', title: t('points.criterion'), render: (row) => row.criterion },
    { key: 'value', title: t('points.value'), minWidth: 160, render: (row) => row.value },
    {
      key: 'points',
      title: t('points.points'),
      isNumeric: true,
      render: (row) => <span className="figures">{row.points}</span>,
    },
  ];
  if (table === undefined) {
    return <NextStep text={t('points.empty')} />;
  }
  return (
    <>
      <EditionFilter
        editions={data.editions.map((one) => one.edition)}
        inForce={data.in_force}
        shown={table.edition}
      />
      <div style={{ marginBottom: 12 }}>
        <Facts
          facts={[
            { label: t('from'), value: <span className="figures">{table.effective_from}</span> },
            {
              label: t('basis'),
              value: table.is_verified ? (
                <StatusLabel tone="done" text={t('verified')} />
              ) : (
                <StatusLabel tone="attention" text={t('unverified')} />
              ),
            },
            { label: t('source'), value: table.source },
          ]}
        />
      </div>
      <DataTable
        label={t('tab.points')}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.criterion} ${row.value}`}
        empty={<NextStep text={t('points.empty')} />}
      />
    </>
  );
}

/** Every row of the table in the order in which a score goes through them. */
function useRows(table: PointsTable | undefined): Row[] {
  const { t } = useTranslation('parameters');
  const words = useTranslation('talent').t;
  if (table === undefined) {
    return [];
  }
  const row = (criterion: string, value: string, points: number | string): Row => ({
    criterion,
    value,
    points: String(points),
  });
  const bands = (criterion: 'salary' | 'months' | 'age') =>
    table[criterion].map(({ from, below, points }) => {
      const range = { from: formatCount(from), below: formatCount(below ?? 0) };
      const value = below === null || below === undefined ? t('points.from', range) : t('points.band', range);
      return row(words(`criterion.${criterion}`), value, points);
    });
  const { years_min, points_at_min, points_per_further_year, points_max } = table.experience;
  return [
    ...bands('salary'),
    ...table.education.map((one) =>
      row(words('criterion.education'), words(`education.${one.is}`), one.points),
    ),
    row(
      words('criterion.experience'),
      t('points.years', { years: years_min, further: points_per_further_year, most: points_max }),
      points_at_min,
    ),
    ...bands('months'),
    ...table.chinese.map((one) => row(words('criterion.chinese'), words(`chinese.${one.is}`), one.points)),
    ...bands('age'),
    ...table.location.map((one) => row(words('criterion.location'), words(`location.${one.is}`), one.points)),
    row(words('criterion.extra'), t('points.once'), table.extra_points),
    row(words('criterion.provincial'), t('points.atMost'), table.provincial_points_max),
  ];
}
