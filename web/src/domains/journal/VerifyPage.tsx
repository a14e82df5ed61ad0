import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RefusalReference } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { type Column, DataTable } from '../../ui/DataTable';
import { PageHeading } from '../../ui/PageHeading';
import { refusalsQuery } from './queries';
import { VerifySteps } from './VerifySteps';

/** Help: how to verify a receipt, what it proves, and what the codes of refusals mean. */
export function VerifyPage() {
  const { t } = useTranslation('journal');
  const words = useCatalogue();
  const { data } = useSuspenseQuery(refusalsQuery);
  const columns: Column<RefusalReference>[] = [
    { key: 'code', title: t('verify.code'), render: (row) => <code>{row.code}</code> },
    { key: 'meaning', title: t('verify.meaning'), render: (row) => lookUp(words.refusals, row.code) },
    { key: 'rule', title: t('verify.rule'), render: (row) => row.rule },
    {
      key: 'kind',
      title: t('verify.ruleKind'),
      render: (row) => lookUp(words.shell.problem.kind, row.rule_kind),
    },
  ];
  return (
    <>
      <PageHeading title={t('verify.title')} lead={t('verify.lead')} />
      <section className="panel">
        <VerifySteps receipt="receipt.json" />
        <a href="/api/v1/journal/checkpoint">{t('verify.showCheckpoint')}</a>
      </section>
      <div className="side-by-side">
        <section className="panel">
          <h2>{t('verify.provesTitle')}</h2>
          <ul>
            <li>{t('verify.proves1')}</li>
            <li>{t('verify.proves2')}</li>
            <li>{t('verify.proves3')}</li>
          </ul>
        </section>
        <section className="panel">
          <h2>{t('verify.notTitle')}</h2>
          <ul>
            <li>{t('verify.not1')}</li>
          </ul>
        </section>
      </div>
      <section className="panel">
        <h2>{t('verify.codesTitle')}</h2>
        <p>{t('verify.codesLead')}</p>
        <DataTable
          label={t('verify.codesLabel')}
          columns={columns}
          rows={data}
          rowKey={(row) => row.code}
          empty={null}
        />
      </section>
    </>
  );
}
