import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { technologyContractStatuses } from '../../api/choices';
import type { TechnologyContract } from '../../api/types';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { ContractStatusLabel, HolderName } from './labels';
import { contractsQuery } from './queries';
import { useFilter } from './useFilter';

const route = getRouteApi('/shell/technology');

export function useContractColumns(): Column<TechnologyContract>[] {
  const { t } = useTranslation('technology');
  return [
    {
      key: 'number',
      title: t('number'),
      render: (one) => (
        <Link to="/technology/contracts/$contract" params={{ contract: one.id }} className="figures">
          {one.number}
        </Link>
      ),
    },
    { key: 'kind', title: t('kindName'), render: (one) => t(`contractKind.${one.kind}`) },
    { key: 'provider', title: t('provider'), minWidth: 150, render: (one) => one.provider.name },
    {
      key: 'recipient',
      title: t('recipient'),
      minWidth: 150,
      render: (one) => <HolderName holder={one.recipient} />,
    },
    {
      key: 'price',
      title: t('technologyPrice'),
      isNumeric: true,
      render: (one) => <Amount value={one.technology_price_yuan} />,
    },
    { key: 'status', title: t('statusName'), render: (one) => <ContractStatusLabel status={one.status} /> },
    {
      key: 'registration',
      title: t('registration'),
      render: (one) => <span className="figures">{one.registration_number ?? '—'}</span>,
    },
  ];
}

/** The technology contracts that the reader may see. */
export function ContractsTab() {
  const { t } = useTranslation('technology');
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const filter = useFilter();
  const columns = useContractColumns();
  const { data } = useSuspenseQuery(contractsQuery(search));
  return (
    <>
      <div className="filters">
        <ChoiceFilter
          label={t('statusName')}
          anyLabel={ui('any')}
          value={search.contract}
          choices={technologyContractStatuses.map((value) => ({
            value,
            label: t(`contractStatus.${value}`),
          }))}
          onChange={(contract) => filter({ contract })}
        />
      </div>
      <DataTable
        label={t('tab.contracts')}
        columns={columns}
        rows={data.rows}
        rowKey={(one) => one.id}
        empty={<NextStep text={search.contract === undefined ? t('noContracts') : ui('noMatch')} />}
        paging={{ search, nextCursor: data.next_cursor, onChange: filter }}
      />
    </>
  );
}
