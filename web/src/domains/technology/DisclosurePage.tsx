import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Disclosure, TechnologyContract } from '../../api/types';
import { useSession } from '../../session/session';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { SubjectHistory } from '../../shared/SubjectHistory';
import { ActionButton } from '../../ui/ActionButton';
import { DataTable } from '../../ui/DataTable';
import { Facts } from '../../ui/Facts';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { StatusLabel } from '../../ui/StatusLabel';
import { FileContractDialog } from './ContractDialogs';
import { useContractColumns } from './ContractsTab';
import { type Against, technologyCan } from './capabilities';
import { AssessDialog } from './DisclosureDialogs';
import { AssessBy, DisclosureStatusLabel, HolderName } from './labels';
import { contractsOfQuery, disclosureQuery } from './queries';

const route = getRouteApi('/shell/technology/disclosures/$disclosure');

/** One disclosure: what was found out, its assessment, and the contracts about it. */
export function DisclosurePage() {
  const { t } = useTranslation('technology');
  const { disclosure: id } = route.useParams();
  const { data: disclosure } = useSuspenseQuery(disclosureQuery(id));
  const { data: contracts } = useSuspenseQuery(contractsOfQuery(id));
  const columns = useContractColumns();
  return (
    <>
      <PageHeading
        title={disclosure.title}
        status={<DisclosureStatusLabel status={disclosure.status} />}
        actions={<Actions disclosure={disclosure} />}
      />
      <section className="panel">
        <Facts
          facts={[
            { label: t('kindName'), value: t(`disclosureKind.${disclosure.kind}`) },
            { label: t('field'), value: disclosure.field },
            { label: t('owner'), value: <HolderName holder={disclosure.owner} /> },
            { label: t('disclosedOn'), value: <span className="figures">{disclosure.disclosed_on}</span> },
            {
              label: t('termEnds'),
              value: (
                <span>
                  <span className="figures">{disclosure.term_ends_on}</span>
                  {disclosure.is_term_provisional && ` ${t('provisional')}`}
                </span>
              ),
            },
            { label: t('assessBy'), value: <AssessBy disclosure={disclosure} /> },
          ]}
        />
        <p style={{ margin: '8px 0 0' }}>
          {t('termHint')} <Link to="/parameters">{t('parameters')}</Link>
        </p>
      </section>
      <Assessment disclosure={disclosure} />
      <section className="panel">
        <h2>{t('contractsAbout')}</h2>
        <DataTable<TechnologyContract>
          label={t('contractsAbout')}
          columns={columns}
          rows={contracts}
          rowKey={(one) => one.id}
          empty={<NextStep text={t('noContractsAbout')} />}
        />
      </section>
      <section className="panel">
        <h2>{t('history')}</h2>
        <SubjectHistory subject={id} />
      </section>
    </>
  );
}

function Assessment({ disclosure }: { disclosure: Disclosure }) {
  const { t } = useTranslation('technology');
  const { assessment } = disclosure;
  return (
    <section className="panel">
      <h2>{t('assessment')}</h2>
      {assessment === null ? (
        <p>{t('notAssessed')}</p>
      ) : (
        <>
          <Facts
            facts={[
              {
                label: t('level'),
                value: (
                  <>
                    <strong className="figures">{assessment.level}</strong> ·{' '}
                    {t(`levels.${levelKey(assessment.level)}`)}
                  </>
                ),
              },
              { label: t('evidence'), value: assessment.evidence },
              { label: t('reason'), value: assessment.reason },
              {
                label: t('assessedOn'),
                value: (
                  <span>
                    <span className="figures">{assessment.on}</span>{' '}
                    {assessment.is_late && <StatusLabel tone="attention" text={t('late')} />}
                  </span>
                ),
              },
            ]}
          />
          <p style={{ margin: '8px 0 0' }}>
            <EntryLink position={assessment.position} /> <ReceiptButton position={assessment.position} />
          </p>
        </>
      )}
    </section>
  );
}

/** The three stages of readiness: research, development, use. */
function levelKey(level: number): 'research' | 'development' | 'use' {
  if (level <= 3) {
    return 'research';
  }
  return level <= 6 ? 'development' : 'use';
}

function Actions({ disclosure }: { disclosure: Disclosure }) {
  const { t } = useTranslation('technology');
  const session = useSession();
  const [dialog, setDialog] = useState<'assess' | 'file' | null>(null);
  const close = () => setDialog(null);
  const reason = (against: Against | undefined) => (against === undefined ? undefined : t(against));
  return (
    <>
      <ActionButton
        text={t('action.file')}
        reasonAgainst={reason(technologyCan.file(disclosure, session))}
        onClick={() => setDialog('file')}
      />
      <ActionButton
        type="primary"
        text={t('action.assess')}
        reasonAgainst={reason(technologyCan.assess(disclosure, session))}
        onClick={() => setDialog('assess')}
      />
      {dialog === 'assess' && <AssessDialog disclosure={disclosure} onClose={close} />}
      {dialog === 'file' && <FileContractDialog disclosure={disclosure.id} onClose={close} />}
    </>
  );
}
