import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { permitKinds } from '../../api/choices';
import type { LandContract } from '../../api/types';
import { DataTable } from '../../ui/DataTable';
import { Facts } from '../../ui/Facts';
import { formatDecimal } from '../../ui/format';
import { StatusLabel } from '../../ui/StatusLabel';
import { ContractActions } from './ContractActions';
import { IdleSection } from './IdleSection';
import { ParcelLinks } from './ParcelPage';

/** A contract with its permits and its clock, and what can be done with it. */
export function ContractSections({ contract }: { contract: LandContract }) {
  const { t } = useTranslation('land');
  return (
    <>
      <section className="panel">
        <h2>
          <Link to="/land/contracts/$contract" params={{ contract: contract.id }}>
            {t('contract.heading', { number: contract.number })}
          </Link>
        </h2>
        <div className="page-actions" style={{ flexWrap: 'wrap', marginBottom: 12 }}>
          <ContractActions contract={contract} />
        </div>
        <ContractFacts contract={contract} />
        <p style={{ margin: '12px 0 0' }}>
          <Link to="/journal" search={{ subject: contract.id }}>
            {t('inJournal')}
          </Link>
        </p>
      </section>
      <PermitsSection contract={contract} />
      <IdleSection contract={contract} />
      <section className="panel">
        <h2>{t('contract.performance')}</h2>
        <DataTable
          label={t('contract.performance')}
          columns={[
            {
              key: 'name',
              title: t('contract.indicatorName'),
              render: (one) => t(`indicator.${one.indicator}`),
            },
            {
              key: 'target',
              title: t('contract.target'),
              isNumeric: true,
              render: (one) => <span className="figures">{formatDecimal(one.target)}</span>,
            },
            { key: 'unit', title: t('contract.unit'), render: (one) => one.unit },
            { key: 'clause', title: t('contract.clause'), render: (one) => one.clause },
          ]}
          rows={contract.performance}
          rowKey={(one) => one.indicator}
          empty={null}
        />
      </section>
    </>
  );
}

function ContractFacts({ contract }: { contract: LandContract }) {
  const { t } = useTranslation('land');
  const figures = (text: string | null | undefined) => (
    <span className="figures">{text ?? t('contract.none')}</span>
  );
  return (
    <Facts
      facts={[
        { label: t('enterprise'), value: contract.enterprise_name },
        { label: t('parcels'), value: <ParcelLinks parcels={contract.parcels} /> },
        { label: t('mode'), value: t(`supplyMode.${contract.supply_mode}`) },
        { label: t('price'), value: figures(formatDecimal(contract.price)) },
        {
          label: t('contract.term'),
          value: contract.term_years
            ? t('contract.years', { years: contract.term_years })
            : t('contract.noTerm'),
        },
        { label: t('contract.investment'), value: figures(formatDecimal(contract.total_investment)) },
        { label: t('contract.acquired'), value: figures(contract.acquired_on) },
        { label: t('contract.deliveryDue'), value: figures(contract.delivery_due) },
        { label: t('contract.delivered'), value: figures(contract.delivered_on) },
        { label: t('contract.agreedStart'), value: figures(contract.agreed_start) },
        { label: t('contract.started'), value: figures(contract.started_on) },
      ]}
    />
  );
}

function PermitsSection({ contract }: { contract: LandContract }) {
  const { t } = useTranslation('land');
  const due = contract.permit_due;
  const rows = permitKinds.map((kind) => ({
    kind,
    held: contract.permits.find((permit) => permit.kind === kind),
  }));
  return (
    <section className="panel">
      <h2>{t('contract.permits')}</h2>
      <DataTable
        label={t('contract.permits')}
        columns={[
          { key: 'kind', title: t('contract.permit'), render: ({ kind }) => t(`permitKind.${kind}`) },
          {
            key: 'number',
            title: t('contract.permitNumber'),
            render: ({ held }) => held?.number ?? t('contract.notIssued'),
          },
          {
            key: 'issued',
            title: t('contract.issued'),
            render: ({ held }) => <span className="figures">{held?.issued_on ?? t('contract.none')}</span>,
          },
        ]}
        rows={rows}
        rowKey={(row) => row.kind}
        empty={null}
      />
      <p>
        {t('contract.permitDue')}: <span className="figures">{due.date}</span>{' '}
        <StatusLabel
          tone={due.is_overdue ? 'stopped' : 'done'}
          text={due.is_overdue ? t('contract.permitOverdue') : t('contract.permitOnTime')}
        />{' '}
        {!due.is_firm && t('contract.provisional', { years: due.unpublished_years.join(', ') })}{' '}
        {due.calendar_versions.length > 0 && (
          <span style={{ color: '#4a5860' }}>
            {t('contract.calendars', { versions: due.calendar_versions.join('; ') })}
          </span>
        )}
      </p>
      {contract.foundation && (
        <p>
          {t('contract.foundation')}: <span className="figures">{contract.foundation.reached_on}</span>
          {!contract.started_on && ` · ${t('contract.foundationWaits')}`} · {t('contract.evidence')}{' '}
          <code style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
            {contract.foundation.evidence}
          </code>
        </p>
      )}
    </section>
  );
}
