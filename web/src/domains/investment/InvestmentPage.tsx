import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { investmentStages } from '../../api/choices';
import type { InvestmentProjectRow, InvestmentStage } from '../../api/types';
import { useSession } from '../../session/session';
import { ActionButton } from '../../ui/ActionButton';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { StatusLabel } from '../../ui/StatusLabel';
import { OpenProjectDialog } from './ContentDialogs';
import { projectCan } from './capabilities';
import { projectsQuery } from './queries';

const route = getRouteApi('/shell/investment');

/** What the negative list says of a project, in a word. */
export function ScreeningLabel({ project }: { project: InvestmentProjectRow }) {
  const { t } = useTranslation('investment');
  if (project.is_dropped) {
    return <StatusLabel tone="neutral" text={t('dropped')} />;
  }
  if (project.screened_with === null) {
    return <StatusLabel tone="attention" text={t('notScreened')} />;
  }
  if (project.stopped_by_item !== null) {
    return <StatusLabel tone="stopped" text={t('stoppedBy', { item: project.stopped_by_item })} />;
  }
  return <StatusLabel tone="done" text={t('screenedWith', { edition: project.screened_with })} />;
}

function useColumns(): Column<InvestmentProjectRow>[] {
  const { t } = useTranslation('investment');
  return [
    {
      key: 'title',
      title: t('project'),
      minWidth: 200,
      render: (one) => (
        <Link to="/investment/$project" params={{ project: one.id }}>
          {one.title}
        </Link>
      ),
    },
    { key: 'investor', title: t('investor'), render: (one) => `${one.investor} (${one.country})` },
    {
      key: 'investment',
      title: t('investment'),
      isNumeric: true,
      render: (one) => <Amount value={one.investment.amount} unit={one.investment.currency} />,
    },
    { key: 'list', title: t('negativeList'), render: (one) => <ScreeningLabel project={one} /> },
    {
      key: 'since',
      title: t('stageSince'),
      render: (one) => <span className="figures">{one.stage_since}</span>,
    },
    {
      key: 'time',
      title: t('timeInStage'),
      isNumeric: true,
      render: (one) => t('days', { days: one.days_in_stage, working: one.working_days_in_stage }),
    },
  ];
}

function StagePanel({ stage, rows }: { stage: InvestmentStage; rows: readonly InvestmentProjectRow[] }) {
  const { t } = useTranslation('investment');
  const columns = useColumns();
  const name = t(`stage.${stage}`);
  return (
    <section className="panel" aria-label={name}>
      <h2>
        {name} <span className="figures">({rows.length})</span>
      </h2>
      <DataTable label={name} columns={columns} rows={rows} rowKey={(one) => one.id} empty={null} />
    </section>
  );
}

/** The pipeline by stage, with the time that each project has been in its stage. */
export function InvestmentPage() {
  const { t } = useTranslation('investment');
  const session = useSession();
  const search = route.useSearch();
  const [isOpening, setOpening] = useState(false);
  const against = projectCan.open(session);
  const { data } = useSuspenseQuery(projectsQuery(search));
  const stages = investmentStages
    .map((stage) => ({ stage, rows: data.rows.filter((row) => row.stage === stage) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          <ActionButton
            type="primary"
            text={t('action.open')}
            reasonAgainst={against === undefined ? undefined : t(against)}
            onClick={() => setOpening(true)}
          />
        }
      />
      {stages.length === 0 && <NextStep text={t('empty')} />}
      {stages.map(({ stage, rows }) => (
        <StagePanel key={stage} stage={stage} rows={rows} />
      ))}
      {isOpening && <OpenProjectDialog onClose={() => setOpening(false)} />}
    </>
  );
}
