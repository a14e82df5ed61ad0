import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { applicationStatuses } from '../../api/choices';
import type { Application } from '../../api/types';
import { holds, useSession } from '../../session/session';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { Item } from './Item';
import { applicationsQuery } from './queries';
import { Restrictions } from './Restrictions';
import { ApplicationStatusLabel, Due } from './StatusLabel';

const route = getRouteApi('/shell/applications');

function useColumns(): Column<Application>[] {
  const { t } = useTranslation('approvals');
  return [
    {
      key: 'project',
      title: t('project'),
      minWidth: 160,
      render: (one) => (
        <Link to="/applications/$application" params={{ application: one.id }}>
          {one.project}
        </Link>
      ),
    },
    { key: 'status', title: t('status'), render: (one) => <ApplicationStatusLabel status={one.status} /> },
    { key: 'matter', title: t('matter'), minWidth: 160, render: (one) => <Item of={one} /> },
    { key: 'enterprise', title: t('enterprise'), render: (one) => one.enterprise_name },
    {
      key: 'applied',
      title: t('appliedOn'),
      render: (one) => <span className="figures">{one.applied_on}</span>,
    },
    { key: 'due', title: t('due'), render: (one) => <Due application={one} /> },
  ];
}

/** The register of applications, with what stops the user's group above it. */
export function ApplicationsPage() {
  const { t } = useTranslation('approvals');
  const ui = useTranslation('ui').t;
  const words = useTranslation('enums').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/applications' });
  const go = useNavigate();
  const session = useSession();
  const columns = useColumns();
  const { data } = useSuspenseQuery(applicationsQuery(search));
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <Button onClick={() => void go({ to: '/matters' })}>{t('matters.title')}</Button>
            {holds(session, 'enterprise_officer') && (
              <Button type="primary" onClick={() => void go({ to: '/applications/new' })}>
                {t('action.apply')}
              </Button>
            )}
          </>
        }
      />
      <Restrictions />
      <section className="panel">
        <div className="filters">
          <ChoiceFilter
            label={t('status')}
            anyLabel={ui('any')}
            value={search.status}
            choices={applicationStatuses.map((one) => ({
              value: one,
              label: words(`applicationStatus.${one}`),
            }))}
            onChange={(status) => void navigate({ search: { status } })}
          />
        </div>
        <DataTable
          label={t('title')}
          columns={columns}
          rows={data.rows}
          rowKey={(one) => one.id}
          empty={<NextStep text={search.status === undefined ? t('empty') : ui('noMatch')} />}
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
