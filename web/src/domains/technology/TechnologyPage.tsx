import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session';
import { ActionButton } from '../../ui/ActionButton';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { ContractsTab } from './ContractsTab';
import { technologyCan } from './capabilities';
import { DiscloseDialog } from './DisclosureDialogs';
import { DisclosuresTab } from './DisclosuresTab';
import { type TechnologyTab, technologyTabs } from './queries';
import { TaxTab } from './TaxTab';
import { useFilter } from './useFilter';

const route = getRouteApi('/shell/technology');

/** From disclosure over assessment and contract to income and its tax. */
export function TechnologyPage() {
  const { t } = useTranslation('technology');
  const session = useSession();
  const { tab = 'disclosures' } = route.useSearch();
  const filter = useFilter();
  const [isDisclosing, setDisclosing] = useState(false);
  const against = technologyCan.disclose(session);
  const content: Record<TechnologyTab, ReactNode> = {
    disclosures: <DisclosuresTab />,
    contracts: <ContractsTab />,
    tax: <TaxTab />,
  };
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          <ActionButton
            type="primary"
            text={t('action.disclose')}
            reasonAgainst={against === undefined ? undefined : t(against)}
            onClick={() => setDisclosing(true)}
          />
        }
      />
      <section className="panel">
        <PageTabs
          label={t('title')}
          tabs={technologyTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
          active={tab}
          onChange={(key) => filter({ tab: key })}
        >
          {content[tab]}
        </PageTabs>
      </section>
      {isDisclosing && <DiscloseDialog onClose={() => setDisclosing(false)} />}
    </>
  );
}
