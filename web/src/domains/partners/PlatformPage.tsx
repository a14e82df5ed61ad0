import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Platform } from '../../api/types';
import { useLocalName } from '../../shared/localName';
import { PartnerView } from './PartnerView';
import { platformQuery } from './queries';

const route = getRouteApi('/shell/platforms/$platform');

/** One cooperation platform, with the institutions that carry it. */
export function PlatformPage() {
  const { t } = useTranslation('partners');
  const { platform: id } = route.useParams();
  const { data: platform } = useSuspenseQuery(platformQuery(id));
  return (
    <PartnerView
      partner={{ register: 'platforms', partner: platform }}
      kind={t(`platformKind.${platform.kind}`)}
      more={[{ label: t('members'), value: <Members platform={platform} /> }]}
    />
  );
}

function Members({ platform }: { platform: Platform }) {
  const { t } = useTranslation('partners');
  const name = useLocalName();
  if (platform.members.length === 0) {
    return t('noMembers');
  }
  return (
    <ul className="plain-list">
      {platform.members.map((member) => (
        <li key={member.id}>
          <Link to="/institutions/$institution" params={{ institution: member.id }}>
            {name(member)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
