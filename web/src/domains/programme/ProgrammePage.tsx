import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyTask } from '../../api/types';
import { useLanguage } from '../../i18n/useWords';
import { holds, useSession } from '../../session/session';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { LightLabel, TaskStatusLabel } from './Labels';
import { NewKeyTaskDialog } from './NewKeyTaskDialog';
import { programmeQuery } from './queries';
import { ShareView } from './ShareView';

const route = getRouteApi('/shell/programmes/$programme');

/** One programme: its shares, and its tasks with their lights. */
export function ProgrammePage() {
  const { t } = useTranslation('programme');
  const { programme: id } = route.useParams();
  const { data } = useSuspenseQuery(programmeQuery(id));
  const session = useSession();
  const language = useLanguage();
  const words = useTranslation('enums').t;
  const [isAdding, setAdding] = useState(false);
  const { programme, tasks } = data;
  const columns: Column<KeyTask>[] = [
    {
      key: 'title',
      title: t('task.title'),
      minWidth: 200,
      render: (task) => (
        <Link to="/key-tasks/$task" params={{ task: task.id }}>
          <span className="figures">{task.number}</span> ·{' '}
          {language === 'zh-CN' ? task.title : task.title_english}
        </Link>
      ),
    },
    { key: 'status', title: t('task.status'), render: (task) => <TaskStatusLabel status={task.status} /> },
    {
      key: 'light',
      title: t('task.light'),
      minWidth: 150,
      render: (task) => <LightLabel light={task.light} />,
    },
    { key: 'lead', title: t('task.lead'), render: (task) => words(`role.${task.lead}`) },
    {
      key: 'due',
      title: t('task.due'),
      render: (task) => <span className="figures">{task.due}</span>,
    },
    {
      key: 'waits',
      title: t('task.waits'),
      render: (task) => (task.reported ? t('task.waitsForConfirmation') : '—'),
    },
  ];
  return (
    <>
      <PageHeading
        title={language === 'zh-CN' ? programme.name : programme.name_english}
        lead={programme.issuer}
        actions={
          <ActionButton
            type="primary"
            text={t('action.addTask')}
            reasonAgainst={holds(session, 'programme_officer') ? undefined : t('reason.notOfficer')}
            onClick={() => setAdding(true)}
          />
        }
      />
      <section className="panel side-by-side">
        <ShareView title={t('launched')} share={programme.launched} />
        <ShareView title={t('completed')} share={programme.completed} />
      </section>
      <section className="panel">
        <h2>{t('task.list')}</h2>
        <DataTable
          label={t('task.list')}
          columns={columns}
          rows={tasks}
          rowKey={(task) => task.id}
          empty={<NextStep text={t('task.empty')} />}
        />
        <p>
          {programme.amber_working_days === null
            ? t('light.unset')
            : t('light.setting', { days: programme.amber_working_days })}{' '}
          <Link to="/parameters">{t('light.parameters')}</Link>
        </p>
      </section>
      {isAdding && (
        <NewKeyTaskDialog
          programme={programme.id}
          nextNumber={Math.max(0, ...tasks.map((task) => task.number)) + 1}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
