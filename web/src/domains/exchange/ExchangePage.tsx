import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Consignment } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { ActionButton } from '../../ui/ActionButton';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { presentReceipt } from './commands';
import { FileButton } from './FileButton';
import { ConsignmentStatusLabel, DaysLeft } from './labels';
import { PartnerZones } from './PartnerZones';
import { consignmentsQuery } from './queries';
import { SendDialog } from './SendDialog';

const route = getRouteApi('/shell/exchange');
const directions = ['outbound', 'inbound'] as const;

/** What goes to other zones and comes from them, and the zones themselves. */
export function ExchangePage() {
  const { t } = useTranslation('exchange');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/exchange' });
  const session = useSession();
  const { data } = useSuspenseQuery(consignmentsQuery(search));
  const [isSending, setSending] = useState(false);
  const columns = useColumns();
  const isEnterprise = session.enterprises.length > 0;
  const mayPresent = isEnterprise || holds(session, 'customs_officer');
  const present = useCommand({
    send: presentReceipt,
    onRecorded: ({ id }) => {
      if (id) {
        void navigate({ to: '/exchange/$consignment', params: { consignment: id } });
      }
    },
  });
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('intro')}
        actions={
          <>
            <ActionButton
              type="primary"
              text={t('action.send')}
              reasonAgainst={isEnterprise ? undefined : t('reason.enterprise')}
              onClick={() => setSending(true)}
            />
            <FileButton
              text={t('action.present')}
              loading={present.isPending}
              reasonAgainst={mayPresent ? undefined : t('reason.present')}
              onText={(text) => present.mutate(text)}
            />
          </>
        }
      />
      <ProblemAlert error={present.error} />
      <section className="panel">
        <div className="filters">
          <ChoiceFilter
            label={t('direction')}
            anyLabel={t('anyDirection')}
            value={search.direction}
            choices={directions.map((value) => ({ value, label: t(value) }))}
            onChange={(direction) => void navigate({ search: { direction } })}
          />
        </div>
        <DataTable
          label={t('consignments')}
          columns={columns}
          rows={data.rows}
          rowKey={(consignment) => consignment.id}
          empty={<NextStep text={t('empty')} />}
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
        />
      </section>
      <PartnerZones />
      {isSending && <SendDialog onClose={() => setSending(false)} />}
    </>
  );
}

function useColumns(): Column<Consignment>[] {
  const { t, i18n } = useTranslation('exchange');
  const isChinese = i18n.language.startsWith('zh');
  return [
    {
      key: 'number',
      title: t('number'),
      render: ({ id, number }) => (
        <Link to="/exchange/$consignment" params={{ consignment: id }} className="figures">
          {number}
        </Link>
      ),
    },
    { key: 'direction', title: t('direction'), render: ({ direction }) => t(direction) },
    {
      key: 'partner',
      title: t('partner'),
      minWidth: 150,
      render: (row) => (isChinese ? row.partner_name : row.partner_name_english),
    },
    { key: 'enterprise', title: t('enterprise'), minWidth: 120, render: (row) => row.enterprise_name },
    {
      key: 'goods',
      title: t('goods'),
      minWidth: 170,
      render: ({ lines }) => {
        const [first] = lines;
        return (
          <span className="stacked">
            <span>
              {first?.name} {lines.length > 1 && t('andMore', { count: lines.length - 1 })}
            </span>
            <Amount value={first?.quantity} unit={first?.measure} />
          </span>
        );
      },
    },
    { key: 'status', title: t('state'), render: ({ status }) => <ConsignmentStatusLabel status={status} /> },
    { key: 'left', title: t('answerDue'), render: (row) => <DaysLeft consignment={row} /> },
  ];
}
