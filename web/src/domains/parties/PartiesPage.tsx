import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import type { PagingSearch } from '../../ui/paging';
import { EnterprisesTab } from './EnterprisesTab';
import { GroupsTab } from './GroupsTab';
import { MandatesTab } from './MandatesTab';
import { type PartyTab, partyTabs } from './queries';

const route = getRouteApi('/shell/enterprises');

export function PartiesPage() {
  const { t } = useTranslation('parties');
  const search = route.useSearch();
  const { tab = 'enterprises' } = search;
  const navigate = useNavigate({ from: '/enterprises' });
  const onPaging = (paging: PagingSearch) => void navigate({ search: (now) => ({ ...now, ...paging }) });
  const content: Record<PartyTab, React.ReactNode> = {
    enterprises: (
      <EnterprisesTab
        search={search}
        onPaging={onPaging}
        onText={(text) => void navigate({ search: { tab: 'enterprises', text } })}
      />
    ),
    groups: <GroupsTab search={search} onPaging={onPaging} />,
    mandates: <MandatesTab search={search} onPaging={onPaging} />,
  };
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <section className="panel">
        <PageTabs
          label={t('title')}
          tabs={partyTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
          active={tab}
          onChange={(key) => void navigate({ search: { tab: key } })}
        >
          {content[tab]}
        </PageTabs>
      </section>
    </>
  );
}
