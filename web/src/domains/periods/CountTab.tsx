import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { CountRow, NewCountRow, VerificationRow } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { GridEditor } from '../../ui/GridEditor';
import { emptyRow, type GridRow } from '../../ui/gridRows';
import { NextStep } from '../../ui/NextStep';
import { type Facts, periodCan } from './capabilities';
import { recordCount } from './commands';
import { COUNT_ROWS_MAX, changedRows, prefill, useCountColumns } from './countGrid';
import { countQuery, rowsQuery, versionsQuery } from './queries';

const PREFILLED_MAX = 200;

/** What was counted, and while the count runs the table to enter it. */
export function CountTab({ facts }: { facts: Facts }) {
  const { t } = useTranslation('periods');
  const key = { book: facts.book.id, period: facts.detail.period.number };
  const { data: counted } = useSuspenseQuery(countQuery(key));
  const { is_comparing: isComparing } = facts.detail.period;
  const isCounting = periodCan.record(facts) === undefined && !isComparing;
  return (
    <>
      {isComparing && <p role="status">{t('count.comparing')}</p>}
      {isCounting && <CountEntry key={facts.detail.period.revision} facts={facts} counted={counted.rows} />}
      {isCounting && <h2 className="tab-heading">{t('count.recorded')}</h2>}
      {!counted.isWhole && <p role="status">{t('count.notWhole')}</p>}
      <Counted
        rows={counted.rows}
        empty={facts.detail.period.status === 'open' ? t('count.notAnnounced') : undefined}
      />
    </>
  );
}

function CountEntry({ facts, counted }: { facts: Facts; counted: readonly CountRow[] }) {
  const key = { book: facts.book.id, period: facts.detail.period.number };
  const { data: record } = useQuery(rowsQuery(key, {}, PREFILLED_MAX));
  const { data: versions } = useQuery(versionsQuery(facts.book.id));
  if (record === undefined || versions === undefined) {
    return null;
  }
  return (
    <CountTable
      facts={facts}
      record={record.rows}
      counted={counted}
      initial={prefill(facts.book, record.rows, versions, counted)}
      isPartly={record.next_cursor !== null}
    />
  );
}

interface CountTableProps {
  facts: Facts;
  record: readonly VerificationRow[];
  counted: readonly CountRow[];
  initial: GridRow[];
  isPartly: boolean;
}

function CountTable({ facts, record, counted, initial, isPartly }: CountTableProps) {
  const { t } = useTranslation('periods');
  const columns = useCountColumns(record);
  const [rows, setRows] = useState(initial.length > 0 ? initial : [emptyRow({ stage: 'stock' })]);
  const running = { book: facts.book.id, period: facts.detail.period };
  const command = useCommand({
    send: (content: NewCountRow[], key) => recordCount(running, content, key),
  });
  const changed = changedRows(rows, counted);
  const sent = changed.slice(0, COUNT_ROWS_MAX);
  return (
    <>
      <p style={{ marginTop: 0 }}>
        {t('count.hint')} {isPartly && t('count.partly', { count: PREFILLED_MAX })}
      </p>
      <GridEditor
        label={t('count.label')}
        columns={columns}
        rows={rows}
        onChange={setRows}
        addLabel={t('count.addRow')}
        removeLabel={(row) => t('count.removeRow', { row })}
        template={{ stage: 'stock' }}
      />
      <ProblemAlert error={command.error} />
      <div className="page-actions" style={{ marginTop: 14, alignItems: 'center' }}>
        <Button
          type="primary"
          disabled={sent.length === 0}
          loading={command.isPending}
          onClick={() => command.mutate(sent)}
        >
          {t('count.record', { count: sent.length })}
        </Button>
        {changed.length > sent.length && (
          <span>{t('count.rest', { count: changed.length - sent.length })}</span>
        )}
      </div>
    </>
  );
}

export function Counted({ rows, empty }: { rows: readonly CountRow[]; empty?: string }) {
  const { t } = useTranslation('periods');
  const words = useTranslation('enums').t;
  const columns: Column<CountRow>[] = [
    {
      key: 'item',
      title: t('item'),
      render: (row) => (
        <span>
          <span className="figures">{row.item}</span> · <strong>{row.part_number}</strong> {row.name}
        </span>
      ),
    },
    { key: 'stage', title: t('count.stage'), render: (row) => words(`stage.${row.stage}`) },
    { key: 'version', title: t('count.version'), render: (row) => row.version ?? '—' },
    {
      key: 'quantity',
      title: t('count.quantity'),
      isNumeric: true,
      render: (row) => <Amount value={row.quantity} unit={row.measure} />,
    },
  ];
  return (
    <DataTable
      label={t('count.recorded')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.item}-${row.stage}-${row.version ?? ''}`}
      empty={<NextStep text={empty ?? t('count.empty')} />}
    />
  );
}
