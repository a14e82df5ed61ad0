import { useTranslation } from 'react-i18next';
import type { TaskShare } from '../../api/types';
import { formatDecimal } from '../../ui/format';
import { StatusLabel } from '../../ui/StatusLabel';

/** How many of how many. Whether that is enough comes from the server, which compares whole numbers. */
export function ShareView({ title, share }: { title: string; share: TaskShare }) {
  const { t } = useTranslation('programme');
  const { count, total } = share;
  return (
    <div className="share">
      <h3>{title}</h3>
      <p>
        <strong className="figures">{t('share.of', { count, total })}</strong>
        {share.percent && <span className="figures"> · {share.percent} %</span>}
      </p>
      <progress value={count} max={Math.max(total, 1)} aria-label={title} />
      {share.target_percent && (
        <p>
          {share.is_met === null || share.is_met === undefined ? null : (
            <StatusLabel
              tone={share.is_met ? 'done' : 'attention'}
              text={share.is_met ? t('share.met') : t('share.notMet')}
            />
          )}{' '}
          {t('share.comparison', { count, total, target: formatDecimal(share.target_percent) })}
        </p>
      )}
    </div>
  );
}
