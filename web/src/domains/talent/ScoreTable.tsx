import { useTranslation } from 'react-i18next';
import type { TalentScore } from '../../api/types';
import { type Column, DataTable } from '../../ui/DataTable';

type Line = TalentScore['lines'][number];

/** The trace of a score: each criterion with the row of the table that gave its points, their sum and the category. */
export function ScoreTable({ score }: { score: TalentScore }) {
  const { t } = useTranslation('talent');
  const columns: Column<Line>[] = [
    { key: 'criterion', title: t('criterionName'), render: (line) => t(`criterion.${line.criterion}`) },
    { key: 'row', title: t('row'), isNumeric: true, render: (line) => (line.row === 0 ? '—' : line.row) },
    {
      key: 'rule',
      title: t('rule'),
      render: (line) => <span className="figures">{line.rule === '' ? '—' : line.rule}</span>,
    },
    {
      key: 'points',
      title: t('points'),
      isNumeric: true,
      render: (line) => <span className="figures">{line.points}</span>,
    },
  ];
  return (
    <>
      <DataTable
        label={t('trace')}
        columns={columns}
        rows={score.lines}
        rowKey={(line) => line.criterion}
        empty={null}
      />
      <p>
        <strong>{t('result', { total: score.total, category: score.category.toUpperCase() })}</strong>{' '}
        {t('thresholds', { a: score.category_a_points, b: score.category_b_points, edition: score.edition })}
      </p>
    </>
  );
}
