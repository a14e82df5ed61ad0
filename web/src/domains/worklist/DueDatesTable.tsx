import { useTranslation } from 'react-i18next';
import type { DueDate } from '../../api/types';
import { SubjectLink } from '../../shared/SubjectLink';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import type { PagingSearch } from '../../ui/paging';
import { StatusLabel } from '../../ui/StatusLabel';

interface DueDatesTableProps {
  rows: readonly DueDate[];
  paging?: {
    search: PagingSearch;
    nextCursor: string | null | undefined;
    onChange: (paging: PagingSearch) => void;
  };
}

/** What is due and overdue, earliest first. */
export function DueDatesTable({ rows, paging }: DueDatesTableProps) {
  const { t } = useTranslation('worklist');
  const words = useTranslation('enums').t;
  const columns: Column<DueDate>[] = [
    { key: 'on', title: t('due.on'), render: (due) => <DueDay due={due} /> },
    { key: 'kind', title: t('due.kind'), render: (due) => words(`dueKind.${due.kind}`) },
    {
      key: 'subject',
      title: t('subject'),
      render: (due) => <SubjectLink kind={due.subject_kind} id={due.subject_id} name={due.title} />,
    },
    { key: 'enterprise', title: t('enterprise'), render: (due) => due.enterprise_name ?? '—' },
    { key: 'desk', title: t('due.desk'), render: (due) => words(`role.${due.desk}`) },
  ];
  return (
    <DataTable
      label={t('due.label')}
      columns={columns}
      rows={rows}
      rowKey={(due) => `${due.on} ${due.kind} ${due.subject_id}`}
      empty={<NextStep text={t('due.empty')} />}
      paging={paging}
    />
  );
}

function DueDay({ due }: { due: DueDate }) {
  const { t } = useTranslation('worklist');
  return (
    <>
      <span className="figures">{due.on}</span>
      {due.is_overdue && (
        <>
          {' '}
          <StatusLabel tone="stopped" text={t('due.overdue')} />
        </>
      )}
      {due.is_provisional && <div className="muted">{t('due.provisional')}</div>}
    </>
  );
}
