import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../../ui/PageHeading';
import { tasksQuery } from './queries';
import { TasksTable } from './TasksTable';

const route = getRouteApi('/shell/worklist');

export function WorklistPage() {
  const { t } = useTranslation('worklist');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/worklist' });
  const { data } = useSuspenseQuery(tasksQuery(search));
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <section className="panel">
        <TasksTable
          rows={data.rows}
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
