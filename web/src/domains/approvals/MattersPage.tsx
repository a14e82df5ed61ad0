import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matter, NewNotice } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { openMatter } from './commands';
import { Item } from './Item';
import { NoticeDialog } from './NoticeDialog';
import { mattersQuery } from './queries';

const route = getRouteApi('/shell/matters');

function useColumns(): Column<Matter>[] {
  const { t } = useTranslation('approvals');
  const words = useTranslation('enums').t;
  return [
    {
      key: 'item',
      title: t('matter'),
      minWidth: 200,
      render: (one) => (
        <Link to="/matters/$matter" params={{ matter: one.id }}>
          <Item of={one} />
        </Link>
      ),
    },
    { key: 'version', title: t('notice.version'), isNumeric: true, render: (one) => one.version },
    {
      key: 'published',
      title: t('notice.publishedOn'),
      render: (one) => <span className="figures">{one.published_on}</span>,
    },
    {
      key: 'eligibility',
      title: t('notice.eligibility'),
      render: (one) => words(`eligibility.${one.eligibility}`),
    },
    {
      key: 'verification',
      title: t('notice.verification'),
      render: (one) => t('notice.workingDays', { days: one.verification_working_days }),
    },
  ];
}

/** What may be granted on a commitment, each with the notice as it stands. */
export function MattersPage() {
  const { t } = useTranslation('approvals');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/matters' });
  const go = useNavigate();
  const session = useSession();
  const columns = useColumns();
  const [isOpening, setOpening] = useState(false);
  const { data } = useSuspenseQuery(mattersQuery(search));
  const command = useCommand({
    send: (body: NewNotice, key) => openMatter(body, key),
    onRecorded: (answer) => {
      if (answer.id) {
        void go({ to: '/matters/$matter', params: { matter: answer.id } });
      }
    },
  });
  return (
    <>
      <PageHeading
        title={t('matters.title')}
        lead={t('matters.lead')}
        actions={
          <ActionButton
            type="primary"
            text={t('action.openMatter')}
            reasonAgainst={holds(session, 'approval_officer') ? undefined : t('reason.notDesk')}
            onClick={() => setOpening(true)}
          />
        }
      />
      <section className="panel">
        <DataTable
          label={t('matters.title')}
          columns={columns}
          rows={data.rows}
          rowKey={(one) => one.id}
          empty={<NextStep text={t('matters.empty')} />}
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
        />
      </section>
      {isOpening && (
        <NoticeDialog
          title={t('action.openMatter')}
          isSending={command.isPending}
          error={command.error}
          onSubmit={(notice) => command.mutate(notice)}
          onClose={() => setOpening(false)}
        />
      )}
    </>
  );
}
