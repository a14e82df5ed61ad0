import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { TechnologyTaxYear } from '../../api/types';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { useSession } from '../../session/session';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { Facts } from '../../ui/Facts';
import { NextStep } from '../../ui/NextStep';
import { StatusLabel } from '../../ui/StatusLabel';
import { taxYearQuery } from './queries';
import { useFilter } from './useFilter';

const route = getRouteApi('/shell/technology');

/** The income tax on an enterprise's year of technology transfer, and how it comes about. */
export function TaxTab() {
  const { t } = useTranslation('technology');
  const id = useId();
  const session = useSession();
  const search = route.useSearch();
  const filter = useFilter();
  const { data: choices } = useQuery(enterpriseChoicesQuery);
  const enterprise = search.enterprise ?? session.enterprises[0]?.id;
  const year = search.year ?? Number((session.zone?.date ?? '').slice(0, 4));
  return (
    <>
      <div className="filters">
        <label htmlFor={`${id}-enterprise`}>
          {t('form.enterprise')}
          <Select
            id={`${id}-enterprise`}
            value={enterprise}
            options={(choices ?? []).map(({ value, label }) => ({ value, label }))}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            style={{ minWidth: 220 }}
            onChange={(chosen: string) => filter({ enterprise: chosen })}
          />
        </label>
        <label htmlFor={`${id}-year`}>
          {t('tax.year')}
          <InputNumber
            id={`${id}-year`}
            value={year}
            min={1}
            max={9999}
            precision={0}
            changeOnBlur
            onChange={(chosen) => chosen !== null && filter({ year: chosen })}
          />
        </label>
      </div>
      {enterprise === undefined ? (
        <NextStep text={t('tax.choose')} />
      ) : (
        <TaxYear enterprise={enterprise} year={year} />
      )}
    </>
  );
}

function TaxYear({ enterprise, year }: { enterprise: string; year: number }) {
  const { t } = useTranslation('technology');
  const { data } = useSuspenseQuery(taxYearQuery(enterprise, year));
  const columns = useLineColumns();
  const yuan = (value: string) => <Amount value={value} />;
  return (
    <>
      <h2 className="tab-heading">
        {t('tax.heading', { enterprise: data.enterprise_name, year: data.year })}
      </h2>
      <p>{t('tax.lead')}</p>
      <Facts
        facts={[
          { label: t('tax.income'), value: yuan(data.income_yuan) },
          { label: t('tax.exempt'), value: yuan(data.exempt_yuan) },
          { label: t('tax.excess'), value: yuan(data.excess_yuan) },
          { label: t('tax.tax'), value: <strong>{yuan(data.tax_yuan)}</strong> },
          { label: t('tax.withoutRelief'), value: yuan(data.without_relief_yuan) },
        ]}
      />
      <h3>{t('tax.lines')}</h3>
      <DataTable
        label={t('tax.lines')}
        columns={columns}
        rows={data.lines}
        rowKey={(line) => String(line.position)}
        empty={<NextStep text={t('tax.noLines')} />}
      />
      <TaxParameters data={data} />
    </>
  );
}

function useLineColumns(): Column<TechnologyTaxYear['lines'][number]>[] {
  const { t } = useTranslation('technology');
  return [
    {
      key: 'on',
      title: t('receivedOn'),
      render: (line) => <span className="figures">{line.received_on}</span>,
    },
    {
      key: 'contract',
      title: t('number'),
      render: (line) => (
        <Link to="/technology/contracts/$contract" params={{ contract: line.contract }} className="figures">
          {line.contract_number}
        </Link>
      ),
    },
    {
      key: 'income',
      title: t('netIncome'),
      isNumeric: true,
      render: (line) => <Amount value={line.income_yuan} />,
    },
    {
      key: 'counts',
      title: t('tax.counts'),
      render: (line) =>
        line.counts ? (
          <StatusLabel tone="done" text={t('tax.yes')} />
        ) : (
          <StatusLabel tone="neutral" text={t('tax.no')} />
        ),
    },
    {
      key: 'cumulative',
      title: t('tax.cumulative'),
      isNumeric: true,
      render: (line) => <Amount value={line.cumulative_yuan} />,
    },
    {
      key: 'tax',
      title: t('tax.raises'),
      isNumeric: true,
      render: (line) => <Amount value={line.tax_yuan} />,
    },
    {
      key: 'proof',
      title: t('proof'),
      render: ({ position }) => (
        <>
          <EntryLink position={position} /> <ReceiptButton position={position} />
        </>
      ),
    },
  ];
}

/** What the tax rests on, as it was in force at the end of the year. */
function TaxParameters({ data }: { data: TechnologyTaxYear }) {
  const { t } = useTranslation('technology');
  const words = useTranslation('parameters').t;
  const known = useCatalogue().parameters;
  const columns: Column<TechnologyTaxYear['parameters'][number]>[] = [
    {
      key: 'name',
      title: words('meaning'),
      minWidth: 220,
      render: (row) => (
        <span className="wrapping">
          {lookUp(known.meanings, row.name)}
          <br />
          <code>{row.name}</code>
        </span>
      ),
    },
    { key: 'value', title: words('value'), isNumeric: true, render: (row) => <Amount value={row.value} /> },
    {
      key: 'basis',
      title: words('basis'),
      render: (row) =>
        row.is_verified ? (
          <StatusLabel tone="done" text={words('verified')} />
        ) : (
          <StatusLabel tone="attention" text={words('unverified')} />
        ),
    },
    { key: 'source', title: words('source'), minWidth: 220, render: (row) => row.source },
  ];
  return (
    <>
      <h3>{t('tax.parameters', { year: data.year })}</h3>
      <DataTable
        label={t('tax.parametersLabel')}
        columns={columns}
        rows={data.parameters}
        rowKey={(row) => row.name}
        empty={<NextStep text={words('empty')} />}
      />
    </>
  );
}
