import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerificationRow } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { StatusLabel, type Tone } from '../../ui/StatusLabel';
import { type Facts, periodCan } from './capabilities';
import { ExplainDialog } from './ExplainDialog';
import { NumberButton } from './NumberButton';
import { useNumberNames } from './numbers';
import { useReasonAgainst } from './PeriodActions';
import { rowsQuery } from './queries';

const route = getRouteApi('/shell/books/$book/periods/$period');

export function useItemColumn(): Column<VerificationRow> {
  const { t } = useTranslation('periods');
  const words = useTranslation('enums').t;
  return {
    key: 'item',
    title: t('item'),
    minWidth: 170,
    render: (row) => (
      <span>
        <span className="figures">{row.item}</span> · <strong>{row.part_number}</strong>
        <br />
        {row.name} · {words(`itemClass.${row.class}`)} · {row.measure}
      </span>
    ),
  };
}

/** A number of the rows as a column; its title is the name that formulae use. */
export function useNumberColumn(): (name: string) => Column<VerificationRow> {
  const names = useNumberNames();
  return (name) => ({
    key: name,
    title: names(name),
    isNumeric: true,
    render: (row) => <NumberButton row={row} name={name} />,
  });
}

function toneOf(verdict: string): Tone {
  if (verdict === 'NO_DIFFERENCE') {
    return 'done';
  }
  return verdict.endsWith('_OVER_TOLERANCE') ? 'stopped' : 'attention';
}

function Verdict({ row }: { row: VerificationRow }) {
  const words = useCatalogue();
  const enums = useTranslation('enums').t;
  if (!row.verdict) {
    return <span>—</span>;
  }
  return (
    <div className="verdict">
      <StatusLabel tone={toneOf(row.verdict)} text={lookUp(words.periods.verdict, row.verdict)} />
      {row.cause && (
        <div className="wrapping">
          {enums(`differenceCause.${row.cause}`)}: {row.explanation}
        </div>
      )}
    </div>
  );
}

/** Record and count side by side. Every number opens. */
export function RowsTab({ facts }: { facts: Facts }) {
  const { t } = useTranslation('periods');
  const { period } = facts.detail;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book/periods/$period' });
  const reason = useReasonAgainst();
  const item = useItemColumn();
  const number = useNumberColumn();
  const [explaining, setExplaining] = useState<VerificationRow | null>(null);
  const { data } = useSuspenseQuery(rowsQuery({ book: facts.book.id, period: period.number }, search));
  const isCounted = period.items > 0;
  // A logistics book consumes nothing. What was counted where opens from what is there.
  const consumed = facts.book.kind === 'logistics' ? [] : ['consumed_by_versions'];
  const isExplaining = period.status === 'counted';
  const difference: Column<VerificationRow> = {
    ...number('difference'),
    render: (row) => (
      <>
        <NumberButton row={row} name="difference" />
        <br />
        <NumberButton row={row} name="difference_percent" /> %
      </>
    ),
  };
  const columns: Column<VerificationRow>[] = [
    item,
    ...['opening', 'inward', 'outward', ...consumed, 'theoretical'].map(number),
    ...(isCounted ? [number('physical'), difference] : []),
    ...(isCounted
      ? [
          {
            key: 'verdict',
            title: t('verdictTitle'),
            render: (row: VerificationRow) => <Verdict row={row} />,
          },
        ]
      : []),
    ...(isExplaining
      ? [
          {
            key: 'explain',
            title: '',
            render: (row: VerificationRow) =>
              row.verdict && row.verdict !== 'NO_DIFFERENCE' ? (
                <ActionButton
                  size="small"
                  text={t('action.explain')}
                  reasonAgainst={reason(periodCan.explain(facts))}
                  onClick={() => setExplaining(row)}
                />
              ) : null,
          },
        ]
      : []),
  ];
  return (
    <>
      {isCounted && (
        <div className="filters">
          <Checkbox
            checked={search.differences === true}
            onChange={(event) =>
              void navigate({
                search: { tab: 'rows', differences: event.target.checked ? true : undefined },
              })
            }
          >
            {t('onlyDifferences')}
          </Checkbox>
        </div>
      )}
      <DataTable
        label={t('rowsLabel')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => String(row.item)}
        empty={<NextStep text={search.differences ? t('noDifferences') : t('noRows')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
      {!isCounted && <p style={{ margin: '8px 0 0', color: '#4a5860' }}>{t('runningHint')}</p>}
      {explaining !== null && (
        <ExplainDialog
          running={{ book: facts.book.id, period }}
          row={explaining}
          onClose={() => setExplaining(null)}
        />
      )}
    </>
  );
}
