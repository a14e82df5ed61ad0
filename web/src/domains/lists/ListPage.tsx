import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListSummary } from '../../api/types';
import { ListStatusLabel } from '../../shared/StatusLabels';
import { type Fact, Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { ShortId } from '../../ui/ShortId';
import { ListActions } from './ListActions';
import { ListSteps } from './ListSteps';
import { HistoryTab, LinesTab, PostingsTab, TrucksTab } from './ListTabs';
import { listQuery } from './queries';
import { type ListTab, listTabs } from './search';
import { TraceTab } from './TraceTab';

const route = getRouteApi('/shell/lists/$list');

function OtherList({ list }: { list: string }) {
  const { data } = useSuspenseQuery(listQuery(list));
  return (
    <Link to="/lists/$list" params={{ list }}>
      {data.list.number}
    </Link>
  );
}

function useFacts(list: ListSummary): Fact[] {
  const { t } = useTranslation('lists');
  const words = useTranslation('enums').t;
  const declaration = list.needs_declaration
    ? (list.declaration_number ?? t('declarationWaiting'))
    : t('declarationNotNeeded');
  return [
    {
      label: t('book'),
      value: (
        <Link to="/books/$book" params={{ book: list.book }} className="figures">
          {list.book_number}
        </Link>
      ),
    },
    { label: t('enterprise'), value: list.enterprise_name },
    {
      label: t('movement'),
      value: `${words(`movement.${list.movement}`)} · ${words(`direction.${list.direction}`)}`,
    },
    { label: t('mode'), value: <span className="figures">{list.supervision_mode}</span> },
    { label: t('declaration'), value: declaration },
    { label: t('lines'), value: <span className="figures">{list.line_count}</span> },
    { label: t('id'), value: <ShortId id={list.id} /> },
    ...(list.reversed_by ? [{ label: t('reversedBy'), value: <OtherList list={list.reversed_by} /> }] : []),
    ...(list.reverses ? [{ label: t('reverses'), value: <OtherList list={list.reverses} /> }] : []),
  ];
}

export function ListPage() {
  const { t } = useTranslation('lists');
  const { list: id } = route.useParams();
  const { tab = 'lines' } = route.useSearch();
  const navigate = useNavigate({ from: '/lists/$list' });
  const { data: detail } = useSuspenseQuery(listQuery(id));
  const { list } = detail;
  const facts = useFacts(list);
  const content: Record<ListTab, React.ReactNode> = {
    lines: <LinesTab list={list} />,
    trucks: <TrucksTab detail={detail} />,
    postings: <PostingsTab list={list} />,
    trace: <TraceTab list={list} />,
    history: <HistoryTab detail={detail} />,
  };
  return (
    <>
      <PageHeading
        title={list.number}
        status={<ListStatusLabel status={list.status} />}
        actions={<ListActions list={list} />}
      />
      {list.reverses && (
        <Alert type="info" showIcon style={{ marginBottom: 14 }} title={t('isReversalNotice')} />
      )}
      {list.status !== 'deleted' && (
        <section className="panel">
          <ListSteps list={list} />
        </section>
      )}
      <section className="panel">
        <Facts facts={facts} />
      </section>
      <section className="panel">
        <PageTabs
          label={list.number}
          tabs={listTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
          active={tab}
          onChange={(key) => void navigate({ search: { tab: key } })}
        >
          {content[tab]}
        </PageTabs>
      </section>
    </>
  );
}
