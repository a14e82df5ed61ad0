import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draw } from '../../api/types';
import { actsFor, useSession } from '../../session/session';
import { ActionButton } from '../../ui/ActionButton';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { Facts } from '../../ui/Facts';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { DrawDialog, RepayDialog } from './dialogs';
import { QuotaBar } from './QuotaBar';
import { drawsQuery, poolQuery } from './queries';

const route = getRouteApi('/shell/pools/$pool');

/** One pool: its quotas, its members, its draws, and the form to draw. */
export function PoolPage() {
  const { t } = useTranslation('treasury');
  const { pool: id } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/pools/$pool' });
  const session = useSession();
  const { data: pool } = useSuspenseQuery(poolQuery(id));
  const { data: draws } = useSuspenseQuery(drawsQuery(id, search));
  const [dialog, setDialog] = useState<'draw' | Draw | null>(null);
  const against = actsFor(session, pool.lead) ? undefined : t('reason.notLead');
  const columns = useColumns((draw) => (
    <ActionButton
      size="small"
      text={t('action.repay')}
      reasonAgainst={against ?? (isRepaid(draw) ? t('reason.repaid') : undefined)}
      onClick={() => setDialog(draw)}
    />
  ));
  return (
    <>
      <PageHeading
        title={pool.name}
        actions={
          <ActionButton
            type="primary"
            text={t('action.draw')}
            reasonAgainst={against}
            onClick={() => setDialog('draw')}
          />
        }
      />
      <section className="panel">
        {pool.quotas.map((quota) => (
          <QuotaBar key={quota.quota} quota={quota} />
        ))}
        <Facts
          facts={[
            { label: t('lead'), value: pool.lead_name },
            { label: t('equity'), value: <Amount value={pool.lead_equity} unit="CNY" /> },
            ...pool.members.map((member) => ({
              label: member.enterprise_name,
              value: (
                <>
                  <Amount value={member.equity} unit="CNY" /> ·{' '}
                  <Amount value={member.share_percent} unit="%" />
                </>
              ),
            })),
            { label: t('filedOn'), value: <span className="figures">{pool.filed_on}</span> },
          ]}
        />
        <p style={{ margin: '12px 0 0', color: '#4a5860' }}>
          {t('settingsHint')} <Link to="/parameters">{t('settings')}</Link>
        </p>
        <p style={{ margin: '8px 0 0' }}>
          <Link to="/journal" search={{ subject: pool.id }}>
            {t('inJournal')}
          </Link>
        </p>
      </section>
      <section className="panel">
        <h2>{t('draws')}</h2>
        <DataTable
          label={t('draws')}
          columns={columns}
          rows={draws.rows}
          rowKey={(draw) => draw.id}
          empty={<NextStep text={t('noDraws')} />}
          paging={{
            search,
            nextCursor: draws.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
        />
      </section>
      {dialog === 'draw' && <DrawDialog pool={pool} onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'draw' && <RepayDialog draw={dialog} onClose={() => setDialog(null)} />}
    </>
  );
}

function isRepaid(draw: Draw): boolean {
  return /^0(\.0*)?$/.test(draw.outstanding);
}

function useColumns(action: (draw: Draw) => React.ReactNode): Column<Draw>[] {
  const { t } = useTranslation('treasury');
  const words = useTranslation('enums').t;
  return [
    {
      key: 'drawn',
      title: t('drawnOn'),
      render: (draw) => (
        <Link to="/journal" search={{ subject: draw.id }} className="figures">
          {draw.drawn_on}
        </Link>
      ),
    },
    { key: 'quota', title: t('quota'), render: (draw) => words(`quotaKind.${draw.quota}`) },
    { key: 'enterprise', title: t('enterprise'), render: (draw) => draw.enterprise_name },
    {
      key: 'principal',
      title: t('principal'),
      isNumeric: true,
      render: (draw) => <Amount value={draw.principal} unit={draw.currency} />,
    },
    {
      key: 'outstanding',
      title: t('outstanding'),
      isNumeric: true,
      render: (draw) => <Amount value={draw.outstanding} unit={draw.currency} />,
    },
    { key: 'rate', title: t('rate'), isNumeric: true, render: (draw) => <Amount value={draw.rate} /> },
    { key: 'term', title: t('term'), isNumeric: true, render: (draw) => draw.term_months },
    { key: 'weight', title: t('weight'), isNumeric: true, render: (draw) => <Amount value={draw.weight} /> },
    {
      key: 'used',
      title: t('uses'),
      isNumeric: true,
      render: (draw) => <Amount value={draw.used} unit="CNY" />,
    },
    { key: 'action', title: t('action.title'), render: action },
  ];
}
