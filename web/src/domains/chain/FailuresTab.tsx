import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FirmFailure } from '../../api/types';
import { useLocalName } from '../../shared/localName';
import { scopesQuery } from '../../shared/scopes';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { failureQuery, failuresQuery } from './queries';

const route = getRouteApi('/shell/chain');

/** Which single firm would stop what: a product needs all its inputs and any one supplier. */
export function FailuresTab() {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const { firm } = route.useSearch();
  const navigate = useNavigate({ from: '/chain' });
  const { data } = useSuspenseQuery(failuresQuery);
  const { data: scopes } = useSuspenseQuery(scopesQuery);
  const places = new Map(scopes.scopes.map((one) => [one.code, name(one)]));
  const columns: Column<FirmFailure>[] = [
    { key: 'firm', title: t('firm'), minWidth: 180, render: (row) => name(row.firm) },
    { key: 'scope', title: t('scope'), render: (row) => places.get(row.firm.scope) ?? row.firm.scope },
    { key: 'lost', title: t('stops'), isNumeric: true, render: (row) => <strong>{row.lost}</strong> },
    {
      key: 'show',
      title: t('whichProducts'),
      render: (row) => (
        <Button
          size="small"
          aria-label={t('show', { firm: name(row.firm) })}
          aria-expanded={firm === row.firm.code}
          onClick={() =>
            void navigate({
              search: (now) => ({ ...now, firm: firm === row.firm.code ? undefined : row.firm.code }),
            })
          }
        >
          {t('showShort')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <p>
        {t('producible', { number: data.producible, all: data.products })} ·{' '}
        {t('stopping', { number: data.stopping })}
        {data.not_asked > 0 && <strong> · {t('notAsked', { number: data.not_asked })}</strong>}
      </p>
      {data.cycles_found > 0 && (
        <p>
          {t('cyclesFound', { number: data.cycles_found })}{' '}
          {data.cycles.map((members) => members.join(' ↔ ')).join('; ')}
        </p>
      )}
      {firm !== undefined && <Lost firm={firm} />}
      <DataTable
        label={t('tab.failures')}
        columns={columns}
        rows={data.firms}
        rowKey={(row) => row.firm.code}
        empty={<NextStep text={t('nobodyStops')} />}
      />
    </>
  );
}

function Lost({ firm }: { firm: string }) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const { data } = useQuery(failureQuery(firm));
  if (data === undefined) {
    return null;
  }
  return (
    <section aria-live="polite" style={{ margin: '0 0 12px' }}>
      <h2>{t('without', { firm: name(data.firm), number: data.lost_count })}</h2>
      <ul className="chips">
        {data.lost.map((product) => (
          <li key={product.code}>
            <Link to="/chain/products/$product" params={{ product: product.code }}>
              {name(product)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
