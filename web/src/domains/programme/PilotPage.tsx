import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useWords';
import { useSession } from '../../session/session';
import { ActionButton } from '../../ui/ActionButton';
import { Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { ShortId } from '../../ui/ShortId';
import { type Against, pilotCan } from './capabilities';
import { EvidenceList } from './Evidence';
import { PilotStageLabel } from './Labels';
import { ConcludeDialog, FirstUseDialog, ScenarioDialog } from './PilotDialogs';
import { pilotQuery } from './queries';

const route = getRouteApi('/shell/pilots/$pilot');

/** One pilot: measure → scenario → first use → result. */
export function PilotPage() {
  const { t } = useTranslation('programme');
  const words = useTranslation('enums').t;
  const { pilot: id } = route.useParams();
  const { data: pilot } = useSuspenseQuery(pilotQuery(id));
  const session = useSession();
  const isChinese = useLanguage() === 'zh-CN';
  const [dialog, setDialog] = useState<'scenario' | 'use' | 'conclude' | null>(null);
  const reason = (against: Against | undefined) => (against === undefined ? undefined : t(against));
  const close = () => setDialog(null);
  return (
    <>
      <PageHeading
        title={isChinese ? pilot.measure : pilot.measure_english}
        status={<PilotStageLabel stage={pilot.stage} />}
        actions={
          <>
            <ActionButton
              text={t('action.scenario')}
              reasonAgainst={reason(pilotCan.advance(pilot, session, 'measure'))}
              onClick={() => setDialog('scenario')}
            />
            <ActionButton
              text={t('action.firstUse')}
              reasonAgainst={reason(pilotCan.advance(pilot, session, 'scenario'))}
              onClick={() => setDialog('use')}
            />
            <ActionButton
              type="primary"
              text={t('action.conclude')}
              reasonAgainst={reason(pilotCan.conclude(pilot, session))}
              onClick={() => setDialog('conclude')}
            />
          </>
        }
      />
      <section className="panel">
        <Facts
          facts={[
            { label: t('pilot.document'), value: pilot.document },
            { label: t('pilot.issued'), value: <span className="figures">{pilot.issued_on}</span> },
            { label: t('task.lead'), value: words(`role.${pilot.lead}`) },
            { label: t('pilot.scenario'), value: pilot.scenario ?? t('pilot.notYet') },
            {
              label: t('pilot.firstUse'),
              value: pilot.used_on ? <span className="figures">{pilot.used_on}</span> : t('pilot.notYet'),
            },
            { label: t('pilot.result'), value: pilot.result ?? t('pilot.notYet') },
            ...(pilot.is_replicable === null || pilot.is_replicable === undefined
              ? []
              : [
                  {
                    label: t('pilot.replicable'),
                    value: pilot.is_replicable ? t('pilot.yes') : t('pilot.no'),
                  },
                ]),
            { label: t('id'), value: <ShortId id={pilot.id} /> },
          ]}
        />
        <EvidenceList evidence={[...pilot.use_evidence, ...pilot.result_evidence]} />
        <p>
          <Link to="/journal" search={{ subject: pilot.id }}>
            {t('inJournal')}
          </Link>
        </p>
      </section>
      {dialog === 'scenario' && <ScenarioDialog pilot={pilot} onClose={close} />}
      {dialog === 'use' && <FirstUseDialog pilot={pilot} onClose={close} />}
      {dialog === 'conclude' && <ConcludeDialog pilot={pilot} onClose={close} />}
    </>
  );
}
