import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { KeyTask } from '../../api/types';
import { useLanguage } from '../../i18n/useWords';
import { Actor } from '../../shared/Actor';
import { Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { ShortId } from '../../ui/ShortId';
import { EvidenceList } from './Evidence';
import { KeyTaskActions } from './KeyTaskActions';
import { LightLabel, TaskStatusLabel } from './Labels';
import { keyTaskQuery } from './queries';

const route = getRouteApi('/shell/key-tasks/$task');

type Progress = KeyTask['done'][number];

/** One key task: where it stands, and the receipts of every step. */
export function KeyTaskPage() {
  const { t } = useTranslation('programme');
  const words = useTranslation('enums').t;
  const { task: id } = route.useParams();
  const { data: task } = useSuspenseQuery(keyTaskQuery(id));
  const isChinese = useLanguage() === 'zh-CN';
  return (
    <>
      <PageHeading
        title={isChinese ? task.title : task.title_english}
        status={<TaskStatusLabel status={task.status} />}
        actions={<KeyTaskActions task={task} />}
      />
      <section className="panel">
        <Facts
          facts={[
            { label: t('task.light'), value: <LightLabel light={task.light} /> },
            { label: t('task.lead'), value: words(`role.${task.lead}`) },
            { label: t('task.due'), value: <span className="figures">{task.due}</span> },
            {
              label: t('task.programme'),
              value: (
                <Link to="/programmes/$programme" params={{ programme: task.programme }}>
                  {t('task.toProgramme')}
                </Link>
              ),
            },
            { label: t('id'), value: <ShortId id={task.id} /> },
          ]}
        />
      </section>
      {task.reported && (
        <section className="panel">
          <h2>{t('progress.waits')}</h2>
          <ProgressView progress={task.reported} />
        </section>
      )}
      <section className="panel">
        <h2>{t('progress.done')}</h2>
        {task.done.length === 0 && <p>{t('progress.none')}</p>}
        {task.done.map((progress) => (
          <ProgressView key={`${progress.step}-${progress.milestone ?? 0}`} progress={progress} />
        ))}
        <p>
          <Link to="/journal" search={{ subject: task.id }}>
            {t('inJournal')}
          </Link>
        </p>
      </section>
      {task.milestones.length > 0 && (
        <section className="panel">
          <h2>{t('milestone.title')}</h2>
          <ol>
            {task.milestones.map((milestone) => (
              <li key={milestone.number}>
                {isChinese ? milestone.title : milestone.title_english} ·{' '}
                <span className="figures">{milestone.due}</span> ·{' '}
                {milestone.is_reached ? t('milestone.reached') : t('milestone.open')}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function ProgressView({ progress }: { progress: Progress }) {
  const { t } = useTranslation('programme');
  return (
    <div className="progress-step">
      <h3>{t(`step.${progress.step}`, { number: progress.milestone ?? '' })}</h3>
      <p>
        {t('progress.reported', { date: progress.reported_on })}{' '}
        <Actor actor={progress.reported_by} name={progress.reported_by_name} />
        {progress.confirmed_on && ` · ${t('progress.confirmed', { date: progress.confirmed_on })}`}
      </p>
      <EvidenceList evidence={progress.evidence} />
    </div>
  );
}
