import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry, PeriodDetail } from '../../api/types';
import { Actor } from '../../shared/Actor';
import { formatInstant } from '../../ui/format';
import { useIsNarrow } from '../../ui/useIsNarrow';
import { doneBy, dueStep, periodSteps } from './steps';

function Done({ entry }: { entry: HistoryEntry }) {
  return (
    <span>
      <Actor actor={entry.actor} name={entry.actor_name} />
      <br />
      <span className="figures">{formatInstant(entry.instant).slice(0, 16)}</span>
    </span>
  );
}

/** From the announcement to the closing: which step is due, and who did those before it. */
export function PeriodSteps({ detail }: { detail: PeriodDetail }) {
  const { t } = useTranslation('periods');
  const isNarrow = useIsNarrow();
  const done = doneBy(detail.period, detail.history);
  return (
    <Steps
      size="small"
      current={dueStep(detail.period)}
      orientation={isNarrow ? 'vertical' : 'horizontal'}
      titlePlacement={isNarrow ? 'horizontal' : 'vertical'}
      items={periodSteps.map((step) => {
        const entry = done.get(step);
        return {
          title: t(`step.${step}`),
          content: entry === undefined ? t(`stepHint.${step}`) : <Done entry={entry} />,
        };
      })}
    />
  );
}
