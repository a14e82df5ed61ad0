import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { TalentAssessment } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { ReceiptButton } from '../../shared/History';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { ShortId } from '../../ui/ShortId';
import { StatusLabel, type Tone } from '../../ui/StatusLabel';
import { Calculator } from './Calculator';
import { assessmentsQuery, confirmTalent, declineTalent } from './queries';
import { ScoreTable } from './ScoreTable';

const route = getRouteApi('/shell/talent');

const tones: Record<TalentAssessment['status'], Tone> = {
  requested: 'working',
  confirmed: 'done',
  declined: 'stopped',
};

function useColumns(): Column<TalentAssessment>[] {
  const { t } = useTranslation('talent');
  return [
    { key: 'id', title: t('assessment'), render: (one) => <ShortId id={one.id} /> },
    { key: 'employer', title: t('employer'), render: (one) => one.employer_name },
    {
      key: 'status',
      title: t('statusName'),
      render: (one) => <StatusLabel tone={tones[one.status]} text={t(`status.${one.status}`)} />,
    },
    { key: 'total', title: t('points'), isNumeric: true, render: (one) => one.score.total },
    { key: 'category', title: t('category'), render: (one) => one.score.category.toUpperCase() },
    {
      key: 'on',
      title: t('requestedOn'),
      render: (one) => <span className="figures">{one.requested_on}</span>,
    },
    {
      key: 'proof',
      title: t('proof'),
      render: (one) => <ReceiptButton position={one.decided_position ?? one.requested_position} />,
    },
    { key: 'decide', title: t('decide'), render: (one) => <Decide talent={one} /> },
  ];
}

/** What the desk decides about an assessment; what is not open says why. */
function Decide({ talent }: { talent: TalentAssessment }) {
  const { t } = useTranslation('talent');
  const session = useSession();
  const [isDeclining, setIsDeclining] = useState(false);
  const confirm = useCommand({ send: (_: null, key) => confirmTalent(talent, key) });
  const decline = useCommand({
    send: (reason: string, key) => declineTalent(talent, reason, key),
    onRecorded: () => setIsDeclining(false),
  });
  if (talent.status !== 'requested') {
    return <span>{talent.reason ?? '—'}</span>;
  }
  const isDesk = holds(session, 'investment_officer');
  const against = isDesk ? (talent.is_own_request ? t('against.own') : undefined) : t('against.notDesk');
  return (
    <>
      <ActionButton
        size="small"
        text={t('action.confirm')}
        loading={confirm.isPending}
        reasonAgainst={against}
        onClick={() => confirm.mutate(null)}
      />{' '}
      <ActionButton
        size="small"
        text={t('action.decline')}
        reasonAgainst={against}
        onClick={() => setIsDeclining(true)}
      />
      <ProblemAlert error={confirm.error} />
      <ReasonDialog
        title={t('action.decline')}
        label={t('action.reason')}
        submit={t('action.decline')}
        isOpen={isDeclining}
        isSending={decline.isPending}
        error={decline.error}
        onSubmit={(reason) => decline.mutate(reason)}
        onClose={() => setIsDeclining(false)}
      />
    </>
  );
}

/** Work permits by points: the calculator, and the assessments with the trace of every point. */
export function TalentPage() {
  const { t } = useTranslation('talent');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/talent' });
  const columns = useColumns();
  const { data } = useSuspenseQuery(assessmentsQuery(search));
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <Calculator />
      <section className="panel" aria-label={t('assessments')}>
        <h2>{t('assessments')}</h2>
        <DataTable
          label={t('assessments')}
          columns={columns}
          rows={data.rows}
          rowKey={(one) => one.id}
          empty={<NextStep text={t('empty')} />}
          expanded={(one) => <ScoreTable score={one.score} />}
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
        />
      </section>
    </>
  );
}
