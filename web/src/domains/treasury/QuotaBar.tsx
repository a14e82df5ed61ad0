import { useTranslation } from 'react-i18next';
import type { Quota } from '../../api/types';
import { formatDecimal } from '../../ui/format';
import { StatusLabel } from '../../ui/StatusLabel';
import { share } from './share';

/** One quota of a pool: used, limit and what is left, as a bar and in words. */
export function QuotaBar({ quota }: { quota: Quota }) {
  const { t } = useTranslation('treasury');
  const words = useTranslation('enums').t;
  const name = words(`quotaKind.${quota.quota}`);
  const tenths = quota.limit ? share(quota.used, quota.limit) : 0;
  const figures = quota.limit
    ? t('ofLimit', { used: formatDecimal(quota.used), limit: formatDecimal(quota.limit) })
    : t('noLimit', { used: formatDecimal(quota.used) });
  return (
    <div style={{ margin: '8px 0', maxWidth: 560 }}>
      <div>
        <strong>{name}</strong> <span className="wrapping">{figures}</span>{' '}
        {quota.is_over && <StatusLabel tone="stopped" text={t('over')} />}
      </div>
      <meter
        aria-label={name}
        min={0}
        max={1000}
        high={900}
        optimum={0}
        value={Math.min(tenths, 1000)}
        style={{ width: '100%', height: 14 }}
      >
        {figures}
      </meter>
    </div>
  );
}
