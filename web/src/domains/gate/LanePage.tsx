import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepSession } from '../../session/kept';
import { holds, useSession } from '../../session/session';
import { PageHeading } from '../../ui/PageHeading';
import { LaneBar } from './LaneBar';
import { LaneDesk } from './LaneDesk';
import { LaneSetup } from './LaneSetup';
import { type Lane, readLane } from './lane';
import { keptQuery } from './queries';
import { outbox, useDelivery, useLink } from './useLane';
import { useLaneWorker } from './useLaneWorker';
import './lane.css';

/** The screen of a lane: for someone who stands, with a scanner and a keyboard, also while the link is down. */
export function LanePage() {
  const { t } = useTranslation('gate');
  const [lane, setLane] = useState<Lane | null>(() => readLane(window.localStorage));
  const delivery = useDelivery();
  const { isUp } = useLink();
  useQuery({ ...keptQuery, enabled: isUp });
  const session = useSession();
  const { isOutdated } = useLaneWorker();
  useEffect(() => outbox.prune(Date.now()), []);
  useEffect(() => {
    if (holds(session, 'gate_operator')) {
      keepSession(window.localStorage, session);
    }
  }, [session]);
  return (
    <div className="lane">
      <PageHeading
        title={t('title')}
        actions={
          <Link to="/gate/reports" className="lane-reports">
            {t('toReports')}
          </Link>
        }
      />
      {isOutdated && (
        <Alert
          type="info"
          showIcon
          title={t('newer.title')}
          action={<Button onClick={() => window.location.reload()}>{t('newer.load')}</Button>}
        />
      )}
      {lane === null ? (
        <LaneSetup onReady={setLane} />
      ) : (
        <>
          <LaneBar key={lane.name} lane={lane} delivery={delivery} onChange={setLane} />
          <LaneDesk lane={lane} />
        </>
      )}
    </div>
  );
}
