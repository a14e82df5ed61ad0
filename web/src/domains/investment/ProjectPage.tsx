import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { InvestmentProject } from '../../api/types';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { ScreeningLabel } from './InvestmentPage';
import { ProjectActions } from './ProjectActions';
import { projectQuery } from './queries';
import { ScreeningPanel } from './ScreeningPanel';

const route = getRouteApi('/shell/investment/$project');

type Time = InvestmentProject['times'][number];

function useColumns(): Column<Time>[] {
  const { t } = useTranslation('investment');
  const figures = (text: string) => <span className="figures">{text}</span>;
  return [
    { key: 'stage', title: t('stageName'), render: (time) => t(`stage.${time.stage}`) },
    { key: 'from', title: t('from'), render: (time) => figures(time.entered_on) },
    { key: 'until', title: t('until'), render: (time) => figures(time.left_on ?? '—') },
    {
      key: 'time',
      title: t('timeInStage'),
      isNumeric: true,
      render: (time) => t('days', { days: time.days, working: time.working_days }),
    },
    { key: 'note', title: t('note'), render: (time) => time.note || '—' },
    {
      key: 'proof',
      title: t('proof'),
      render: (time) => (
        <>
          <EntryLink position={time.position} /> <ReceiptButton position={time.position} />
        </>
      ),
    },
  ];
}

/** One project: what is planned, what the negative list says, and the time in each stage. */
export function ProjectPage() {
  const { t } = useTranslation('investment');
  const { project: id } = route.useParams();
  const { data: project } = useSuspenseQuery(projectQuery(id));
  const columns = useColumns();
  const head = project.project;
  return (
    <>
      <PageHeading
        title={head.title}
        status={<ScreeningLabel project={head} />}
        actions={<ProjectActions project={project} />}
      />
      <section className="panel">
        <Facts
          facts={[
            { label: t('investor'), value: `${head.investor} (${head.country})` },
            {
              label: t('investment'),
              value: <Amount value={head.investment.amount} unit={head.investment.currency} />,
            },
            { label: t('industries'), value: project.industry_codes.join(', ') },
            { label: t('activity'), value: project.activity },
            { label: t('stageName'), value: t(`stage.${head.stage}`) },
            { label: t('enterprise'), value: project.enterprise_name ?? t('noEnterprise') },
            ...(project.dropped_because === null
              ? []
              : [{ label: t('droppedBecause'), value: project.dropped_because }]),
          ]}
        />
        <Link to="/journal" search={{ subject: head.id }}>
          {t('inJournal')}
        </Link>
      </section>
      <ScreeningPanel project={project} />
      <section className="panel" aria-label={t('times')}>
        <h2>{t('times')}</h2>
        <DataTable
          label={t('times')}
          columns={columns}
          rows={project.times}
          rowKey={(time) => time.stage}
          empty={null}
        />
      </section>
    </>
  );
}
