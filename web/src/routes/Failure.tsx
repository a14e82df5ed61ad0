import { Link, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../api/ProblemAlert';
import { isNotFound } from '../api/problem';
import { PageHeading } from '../ui/PageHeading';
import { useIsOnline } from '../ui/useIsOnline';

export function NotFound() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageHeading title={t('notFoundTitle')} lead={t('notFoundText')} />
      <Link to="/">{t('toHome')}</Link>
    </>
  );
}

/** A page whose data could not be read: says why, in the words of the problem, and offers another try. */
export function Failure({ error }: { error: unknown }) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  if (isNotFound(error)) {
    return <NotFound />;
  }
  return (
    <>
      <PageHeading title={t('somethingFailed')} />
      <ProblemAlert error={error} />
      <Button style={{ marginTop: 12 }} onClick={() => void router.invalidate()}>
        {t('tryAgain')}
      </Button>
    </>
  );
}

/** A page that is not there yet; without a network it says that it waits, and where work goes on meanwhile. */
export function Pending() {
  const { t } = useTranslation(['ui', 'shell']);
  const isOnline = useIsOnline();
  if (isOnline) {
    return <p role="status">{t('ui:loading')}</p>;
  }
  return (
    <>
      <PageHeading title={t('shell:offlineTitle')} lead={t('shell:offlineText')} />
      <Link to="/gate">{t('shell:toLane')}</Link>
    </>
  );
}
