import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PartnerView } from './PartnerView';
import { institutionQuery } from './queries';

const route = getRouteApi('/shell/institutions/$institution');

/** One international institution. */
export function InstitutionPage() {
  const { t } = useTranslation('partners');
  const { institution: id } = route.useParams();
  const { data: institution } = useSuspenseQuery(institutionQuery(id));
  return (
    <PartnerView
      partner={{ register: 'institutions', partner: institution }}
      kind={t(`institutionKind.${institution.kind}`)}
    />
  );
}
