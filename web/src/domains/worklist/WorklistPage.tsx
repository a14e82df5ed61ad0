import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { DueDatesTable } from './DueDatesTable';
import { dueDatesQuery, tasksQuery, worklistTabs } from './queries';
import { TasksTable } from './TasksTable';

const route = getRouteApi('/shell/worklist');

/** What waits for somebody, and what is due by the calendar. */
export function WorklistPage() {
  const { t } = useTranslation('worklist');
  const { tab = 'tasks' } = route.useSearch();
  const navigate = useNavigate({ from: '/worklist' });
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <section className="panel">
        <PageTabs
          label={t('title')}
          tabs={worklistTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
          active={tab}
          onChange={(key) => void navigate({ search: { tab: key } })}
        >
          {tab === 'due' ? <Due /> : <Tasks />}
        </PageTabs>
      </section>
    </>
  );
}

function usePaging(nextCursor: string | null | undefined) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/worklist' });
  return {
    search,
    nextCursor,
    onChange: (paging: typeof search) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
  };
}

function Tasks() {
  const { data } = useSuspenseQuery(tasksQuery(route.useSearch()));
  return <TasksTable rows={data.rows} paging={usePaging(data.next_cursor)} />;
}

function Due() {
  const { data } = useSuspenseQuery(dueDatesQuery(route.useSearch()));
  return <DueDatesTable rows={data.rows} paging={usePaging(data.next_cursor)} />;
}
