import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../api/types';
import { Actor } from '../../shared/Actor';
import { type Column, DataTable } from '../../ui/DataTable';
import { shortenId } from '../../ui/format';
import { NextStep } from '../../ui/NextStep';
import type { PagingSearch } from '../../ui/paging';
import { When } from '../../ui/When';

function Subject({ task }: { task: Task }) {
  const { t } = useTranslation('worklist');
  const text = task.subject_number ?? shortenId(task.subject_id);
  if (task.subject_kind === 'book') {
    const isVerification = task.kind === 'accept_verification' || task.kind === 'close_verification';
    return (
      <Link
        to="/books/$book"
        params={{ book: task.subject_id }}
        search={isVerification ? { tab: 'periods' } : {}}
        className="figures"
      >
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'list') {
    return (
      <Link to="/lists/$list" params={{ list: task.subject_id }} className="figures">
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'consignment') {
    return (
      <Link to="/exchange/$consignment" params={{ consignment: task.subject_id }} className="figures">
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'slip') {
    return (
      <Link to="/slips/$slip" params={{ slip: task.subject_id }} className="figures">
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'application') {
    return (
      <Link to="/applications/$application" params={{ application: task.subject_id }}>
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'enterprise_classes') {
    return (
      <Link to="/industry/enterprises/$enterprise" params={{ enterprise: task.subject_id }}>
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'supply') {
    return (
      <Link to="/chain" search={{ tab: 'declarations' }}>
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'equipment') {
    return (
      <Link to="/equipment/$equipment" params={{ equipment: task.subject_id }}>
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'key_task') {
    return (
      <Link to="/key-tasks/$task" params={{ task: task.subject_id }}>
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'land_contract') {
    return (
      <Link to="/land/contracts/$contract" params={{ contract: task.subject_id }} className="figures">
        {text}
      </Link>
    );
  }
  if (task.subject_kind === 'talent') {
    return <Link to="/talent">{text}</Link>;
  }
  if (task.subject_kind !== 'exception') {
    return <span>{text}</span>;
  }
  return (
    <Link to="/exceptions" search={{ state: 'open' }}>
      {task.subject_number ?? t('theException')}
    </Link>
  );
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
