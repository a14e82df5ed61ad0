import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session';
import { History } from '../../shared/History';
import { PeriodStatusLabel } from '../../shared/StatusLabels';
import { type Fact, Facts } from '../../ui/Facts';
import { formatDecimal } from '../../ui/format';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { ConsumptionTab } from './ConsumptionTab';
import { CountTab } from './CountTab';
import type { Facts as PeriodFacts } from './capabilities';
import { LateTab } from './LateTab';
import { NumberDrawer } from './NumberDrawer';
import { PeriodActions } from './PeriodActions';
import { PeriodSteps } from './PeriodSteps';
import { bookOfPeriodQuery, periodQuery } from './queries';
import { RowsTab } from './RowsTab';
import { type PeriodTab, periodTabs } from './search';

const route = getRouteApi('/shell/books/$book/periods/$period');

function useFacts({ book, detail }: PeriodFacts): Fact[] {
  const { t } = useTranslation('periods');
  const { period } = detail;
  const figures = (value: string | number) => <span className="figures">{value}</span>;
  return [
    {
      label: t('book'),
      value: (
        <Link to="/books/$book" params={{ book: book.id }} search={{ tab: 'periods' }} className="figures">
          {book.number}
        </Link>
      ),
    },
    { label: t('enterprise'), value: book.enterprise_name },
    { label: t('begins'), value: figures(period.begins) },
    { label: t('cutoff'), value: figures(period.cutoff ?? '—') },
    { label: t('dueOn'), value: figures(detail.due_on) },
    { label: t('countedRows'), value: figures(period.counted_rows) },
    {
      label: t('differences'),
      value:
        period.items === 0
          ? '—'
          : t('differencesExplained', { differences: period.differences, explained: period.explained }),
    },
    {
      label: t('tolerance'),
      value: (
        <span>
          {t('toleranceValue', { percent: formatDecimal(detail.tolerance_percent) })}{' '}
          <Link to="/parameters">{t('unverified')}</Link>
        </span>
      ),
    },
  ];
}

/** One period of a book from the announcement of its count to its closing, with every number open. */
export function PeriodPage() {
  const { t } = useTranslation('periods');
  const params = route.useParams();
  const { tab = 'rows' } = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book/periods/$period' });
  const session = useSession();
  const { data: book } = useSuspenseQuery(bookOfPeriodQuery(params.book));
  const { data: detail } = useSuspenseQuery(
    periodQuery({ book: params.book, period: Number(params.period) }),
  );
  const facts: PeriodFacts = { book, detail, session };
  const shown = useFacts(facts);
  const tabs = periodTabs.filter((key) => key !== 'consumption' || book.kind === 'processing');
  const content: Record<PeriodTab, React.ReactNode> = {
    rows: <RowsTab facts={facts} />,
    consumption: <ConsumptionTab facts={facts} />,
    count: <CountTab facts={facts} />,
    late: <LateTab detail={detail} />,
    history: <History steps={detail.history} />,
  };
  return (
    <>
      <PageHeading
        title={t('title', { number: detail.period.number, book: book.number })}
        status={<PeriodStatusLabel status={detail.period.status} />}
        actions={<PeriodActions facts={facts} />}
      />
      {detail.is_overdue && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 14 }}
          title={t('overdue', { date: detail.due_on })}
        />
      )}
      <section className="panel">
        <PeriodSteps detail={detail} />
      </section>
      <section className="panel">
        <Facts facts={shown} />
      </section>
      <section className="panel">
        <PageTabs
          label={t('title', { number: detail.period.number, book: book.number })}
          tabs={tabs.map((key) => ({
            key,
            label:
              key === 'late' && detail.late_reports.length > 0
                ? `${t('tab.late')} (${detail.late_reports.length})`
                : t(`tab.${key}`),
          }))}
          active={tab}
          onChange={(key) => void navigate({ search: { tab: key } })}
        >
          {content[tab]}
        </PageTabs>
      </section>
      <NumberDrawer facts={facts} />
    </>
  );
}
