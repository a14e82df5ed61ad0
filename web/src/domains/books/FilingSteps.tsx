import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from '../../ui/useIsNarrow';
import type { FilingStep } from './search';

/** The steps from the head of a book to its submission. */
export function FilingSteps({ current, hasBoms }: { current: 'header' | FilingStep; hasBoms: boolean }) {
  const { t } = useTranslation('books');
  const isNarrow = useIsNarrow();
  const all = ['header', 'items', 'boms', 'submit'] as const;
  const steps = all.filter((step) => step !== 'boms' || hasBoms);
  return (
    <Steps
      size="small"
      current={steps.indexOf(current)}
      orientation={isNarrow ? 'vertical' : 'horizontal'}
      items={steps.map((step) => ({ title: t(`wizard.steps.${step}`) }))}
    />
  );
}
