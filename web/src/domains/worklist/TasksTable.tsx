import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../api/types';
import { Actor } from '../../shared/Actor';
import { SubjectLink } from '../../shared/SubjectLink';
import { type Column, DataTable } from '../../ui/DataTable';
import { shortenId } from '../../ui/format';
import { NextStep } from '../../ui/NextStep';
import type { PagingSearch } from '../../ui/paging';
import { When } from '../../ui/When';

/** What a task is about; a verification is decided among the periods of its book, an exception among the open ones. */
function Subject({ task }: { task: Task }) {
  const { t } = useTranslation('worklist');
  const { subject_kind: kind, subject_id: id, subject_number: number } = task;
  if (task.kind === 'accept_verification' || task.kind === 'close_verification') {
    return (
      <Link to="/books/$book" params={{ book: id }} search={{ tab: 'periods' }} className="figures">
        {number ?? shortenId(id)}
      </Link>
    );
  }
  if (kind === 'exception') {
    return (
      <Link to="/exceptions" search={{ state: 'open' }}>
        {number ?? t('theException')}
      </Link>
    );
  }
  return <SubjectLink kind={kind} id={id} name={number} />;
}

interface TasksTableProps {
  rows: readonly Task[];
  paging?: {
    search: PagingSearch;
    nextCursor: string | null | undefined;
    onChange: (paging: PagingSearch) => void;
  };
}

/** What waits for whom, oldest first. */
export function TasksTable({ rows, paging }: TasksTableProps) {
  const { t } = useTranslation('worklist');
  const words = useTranslation('enums').t;
  const columns: Column<Task>[] = [
    { key: 'kind', title: t('kind'), render: (task) => words(`taskKind.${task.kind}`) },
    { key: 'subject', title: t('subject'), render: (task) => <Subject task={task} /> },
    { key: 'enterprise', title: t('enterprise'), render: (task) => task.enterprise_name ?? '—' },
    { key: 'role', title: t('role'), render: (task) => words(`role.${task.role}`) },
    {
      key: 'maker',
      title: t('maker'),
      render: (task) => (task.is_own ? t('own') : <Actor actor={task.maker} name={task.maker_name} />),
    },
    { key: 'since', title: t('since'), render: (task) => <When instant={task.opened_at} /> },
  ];
  return (
    <DataTable
      label={t('label')}
      columns={columns}
      rows={rows}
      rowKey={(task) => task.id}
      empty={<NextStep text={t('empty')} />}
      paging={paging}
    />
  );
}
