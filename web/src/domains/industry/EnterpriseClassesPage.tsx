import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { EnterpriseClasses } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { EvidenceText } from '../../shared/EvidenceText';
import { useLocalName } from '../../shared/localName';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { type Against, classesCan } from './capabilities';
import { confirmClasses, returnClasses } from './commands';
import { MappingDialog } from './MappingDialog';
import { classificationsQuery, enterpriseClassesQuery } from './queries';

const route = getRouteApi('/shell/industry/enterprises/$enterprise');

type Row = EnterpriseClasses['mappings'][number];

/** What an enterprise belongs to and belonged to, and its declaration that waits. */
export function EnterpriseClassesPage() {
  const { t } = useTranslation('industry');
  const name = useLocalName();
  const { enterprise } = route.useParams();
  const { data: classes } = useSuspenseQuery(enterpriseClassesQuery(enterprise));
  const { data: lists } = useSuspenseQuery(classificationsQuery);
  const named = (row: Row) => {
    const list = lists.find((one) => one.scheme === row.scheme);
    const of = (code: string) => list?.classes.find((one) => one.code === code);
    return row.classes.map((code) => {
      const known = of(code);
      return known === undefined ? code : `${name(known)} (${code})`;
    });
  };
  const columns: Column<Row>[] = [
    {
      key: 'list',
      title: t('list'),
      render: (row) => {
        const list = lists.find((one) => one.scheme === row.scheme);
        return list === undefined ? row.scheme : name(list);
      },
    },
    { key: 'classes', title: t('classes'), minWidth: 140, render: (row) => named(row).join('; ') },
    {
      key: 'from',
      title: t('validFrom'),
      render: (row) => <span className="figures">{row.valid_from}</span>,
    },
    {
      key: 'evidence',
      title: t('restsOn'),
      minWidth: 200,
      render: (row) => <EvidenceText evidence={row.evidence} />,
    },
  ];
  return (
    <>
      <PageHeading title={name(classes)} lead={t('ofEnterprise')} actions={<Actions classes={classes} />} />
      {classes.declaration && (
        <section className="panel">
          <h2>{t('declaration')}</h2>
          <DataTable
            label={t('declaration')}
            columns={columns}
            rows={[classes.declaration]}
            rowKey={(row) => row.scheme}
            empty={null}
          />
        </section>
      )}
      <section className="panel">
        <h2>{t('mappings')}</h2>
        <DataTable
          label={t('mappings')}
          columns={columns}
          rows={classes.mappings}
          rowKey={(row) => `${row.scheme} ${row.valid_from}`}
          empty={<NextStep text={t('noMappings')} />}
        />
        <p style={{ margin: '8px 0 0' }}>
          <Link to="/journal" search={{ subject: enterprise }}>
            {t('inJournal')}
          </Link>
        </p>
      </section>
    </>
  );
}

function Actions({ classes }: { classes: EnterpriseClasses }) {
  const { t } = useTranslation('industry');
  const session = useSession();
  const [dialog, setDialog] = useState<'classify' | 'declare' | 'return' | null>(null);
  const close = () => setDialog(null);
  const enterprise = classes.enterprise;
  const confirm = useCommand({ send: (_: null, key) => confirmClasses(enterprise, key) });
  const back = useCommand({
    send: (reason: string, key) => returnClasses(enterprise, reason, key),
    onRecorded: close,
  });
  const reason = (against: Against | undefined) => (against === undefined ? undefined : t(against));
  return (
    <>
      {holds(session, 'enterprise_officer') ? (
        <ActionButton
          type="primary"
          text={t('action.declare')}
          reasonAgainst={reason(classesCan.declare(classes, session))}
          onClick={() => setDialog('declare')}
        />
      ) : (
        <>
          <ActionButton
            text={t('action.return')}
            reasonAgainst={reason(classesCan.decide(classes, session))}
            onClick={() => setDialog('return')}
          />
          <ActionButton
            text={t('action.confirm')}
            reasonAgainst={reason(classesCan.decide(classes, session))}
            loading={confirm.isPending}
            onClick={() => confirm.mutate(null)}
          />
          <ActionButton
            type="primary"
            text={t('action.classify')}
            reasonAgainst={reason(classesCan.classify(session))}
            onClick={() => setDialog('classify')}
          />
        </>
      )}
      <ProblemAlert error={confirm.error} />
      {(dialog === 'classify' || dialog === 'declare') && (
        <MappingDialog enterprise={enterprise} does={dialog} onClose={close} />
      )}
      <ReasonDialog
        title={t('action.return')}
        label={t('action.reason')}
        submit={t('action.return')}
        isOpen={dialog === 'return'}
        isSending={back.isPending}
        error={back.error}
        onSubmit={(text) => back.mutate(text)}
        onClose={close}
      />
    </>
  );
}
