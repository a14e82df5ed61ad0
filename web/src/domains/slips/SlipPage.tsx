import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SlipDetail } from '../../api/types';
import { readsAnything, useSession } from '../../session/session';
import { History } from '../../shared/History';
import { SlipStatusLabel } from '../../shared/StatusLabels';
import { type Fact, Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { ShortId } from '../../ui/ShortId';
import { When } from '../../ui/When';
import { PaperTab } from './PaperTab';
import { slipQuery } from './queries';
import { SlipActions } from './SlipActions';
import { type SlipTab, slipTabs } from './search';
import { TrucksTab } from './TrucksTab';

const route = getRouteApi('/shell/slips/$slip');

/** The papers that pass with a slip; a gate operator reads their numbers alone. */
function Lists({ detail }: { detail: SlipDetail }) {
  const { t } = useTranslation('slips');
  const mayRead = readsAnything(useSession());
  if (detail.lists.length === 0) {
    return <span>{t('noLists')}</span>;
  }
  return (
    <ul className="plain-list">
      {detail.lists.map((list) => (
        <li key={list.id}>
          {mayRead ? (
            <Link to="/lists/$list" params={{ list: list.id }} className="figures">
              {list.number}
            </Link>
          ) : (
            <span className="figures">{list.number}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function useFacts(detail: SlipDetail): Fact[] {
  const { t } = useTranslation('slips');
  const words = useTranslation('enums').t;
  const mayRead = readsAnything(useSession());
  const { slip } = detail;
  return [
    { label: t('enterprise'), value: slip.enterprise_name },
    {
      label: t('kind'),
      value: `${words(`slipKind.${slip.kind}`)} · ${words(`direction.${slip.direction}`)}`,
    },
    { label: t('gates'), value: words(`gates.${slip.gates}`) },
    { label: t('validUntil'), value: <span className="figures">{slip.valid_until}</span> },
    ...(slip.book
      ? [
          {
            label: t('book'),
            value: mayRead ? (
              <Link to="/books/$book" params={{ book: slip.book }} className="figures">
                {slip.book_number}
              </Link>
            ) : (
              slip.book_number
            ),
          },
        ]
      : []),
    slip.goods
      ? { label: t('goods'), value: slip.goods }
      : { label: t('lists'), value: <Lists detail={detail} /> },
    { label: t('appliedAt'), value: <When instant={slip.applied_at} /> },
    { label: t('id'), value: <ShortId id={slip.id} /> },
  ];
}

export function SlipPage() {
  const { t } = useTranslation('slips');
  const { slip: id } = route.useParams();
  const { tab = 'trucks' } = route.useSearch();
  const navigate = useNavigate({ from: '/slips/$slip' });
  const { data: detail } = useSuspenseQuery(slipQuery(id));
  const facts = useFacts(detail);
  const content: Record<SlipTab, React.ReactNode> = {
    trucks: <TrucksTab detail={detail} />,
    paper: <PaperTab slip={detail.slip} />,
    history: <History steps={detail.history} />,
  };
  return (
    <>
      <PageHeading
        title={detail.slip.number}
        status={<SlipStatusLabel status={detail.slip.status} />}
        actions={<SlipActions detail={detail} />}
      />
      <section className="panel">
        <Facts facts={facts} />
      </section>
      <section className="panel">
        <PageTabs
          label={detail.slip.number}
          tabs={slipTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
          active={tab}
          onChange={(key) => void navigate({ search: { tab: key } })}
        >
          {content[tab]}
        </PageTabs>
      </section>
    </>
  );
}
