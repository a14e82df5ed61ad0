import { Link, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../api/ProblemAlert';
import { isNotFound, UnreachableError } from '../api/problem';
import { keptSession } from '../session/kept';
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

/** At a terminal that is a lane: the page that works without a connection. */
function ToLane() {
  const { t } = useTranslation('shell');
  return keptSession(window.localStorage) === null ? null : <Link to="/gate">{t('toLane')}</Link>;
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
      <div className="page-actions" style={{ marginTop: 12, alignItems: 'center' }}>
        <Button onClick={() => void router.invalidate()}>{t('tryAgain')}</Button>
        {error instanceof UnreachableError && <ToLane />}
      </div>
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
      <ToLane />
    </>
  );
}
