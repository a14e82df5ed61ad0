import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../../ui/PageHeading';
import { ContractSections } from './ContractSections';
import { LandStatusLabel } from './labels';
import { contractQuery } from './queries';

const route = getRouteApi('/shell/land/contracts/$contract');

export function ContractPage() {
  const { t } = useTranslation('land');
  const { contract: id } = route.useParams();
  const { data: contract } = useSuspenseQuery(contractQuery(id));
  return (
    <>
      <PageHeading
        title={t('contract.heading', { number: contract.number })}
        status={<LandStatusLabel status={contract.status} />}
        lead={contract.enterprise_name}
      />
      <ContractSections contract={contract} />
    </>
  );
}
