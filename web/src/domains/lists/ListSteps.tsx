import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListSummary } from '../../api/types';
import { useIsNarrow } from '../../ui/useIsNarrow';

function stepOf(list: ListSummary): number {
  switch (list.status) {
    case 'draft':
      return 0;
    case 'submitted':
      return 1;
    case 'approved':
      return isReleased(list) ? 4 : 3;
    default:
      return 5;
  }
}

function isReleased(list: ListSummary): boolean {
  const isDeclared = !list.needs_declaration || Boolean(list.declaration_number);
  return isDeclared && list.trucks_passed === list.trucks_total;
}

/** Where a list stands between draft and posting, and what it waits for. */
export function ListSteps({ list }: { list: ListSummary }) {
  const { t } = useTranslation('lists');
  const isNarrow = useIsNarrow();
  if (list.status === 'deleted') {
    return null;
  }
  const release = !list.needs_declaration
    ? t('step.releaseNone')
    : list.declaration_number
      ? t('step.releaseDone')
      : t('step.releaseOpen');
  const trucks =
    list.trucks_total === 0
      ? ''
      : ` · ${t('trucksPassed', { passed: list.trucks_passed, total: list.trucks_total })}`;
  return (
    <Steps
      size="small"
      current={stepOf(list)}
      orientation={isNarrow ? 'vertical' : 'horizontal'}
      items={[
        { title: t('step.draft'), content: t('step.draftHint') },
        { title: t('step.submitted'), content: t('step.submittedHint') },
        { title: t('step.approved'), content: t('step.approvedHint') },
        { title: t('step.released'), content: `${release}${trucks}` },
        { title: t('step.posted'), content: list.posted_on ?? t('step.postedHint') },
      ]}
    />
  );
}
