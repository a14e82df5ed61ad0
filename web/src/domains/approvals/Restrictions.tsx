import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { EntryLink } from '../../shared/History';
import { restrictionsQuery } from './queries';

/** The restrictions that concern the user, each with the entry that it rests on; nothing where there are none. */
export function Restrictions() {
  const { t } = useTranslation('approvals');
  const { data: restrictions } = useSuspenseQuery(restrictionsQuery);
  if (restrictions.length === 0) {
    return null;
  }
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('restrictions.title')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {restrictions.map((one) => (
            <li key={one.position}>
              {t('restrictions.one', { enterprise: one.enterprise_name, since: one.since })} {one.reason} ·{' '}
              <EntryLink position={one.position} />
            </li>
          ))}
        </ul>
      }
    />
  );
}
