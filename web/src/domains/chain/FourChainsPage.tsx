import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Product, TechnologyContract } from '../../api/types';
import { useLocalName } from '../../shared/localName';
import { type Column, DataTable } from '../../ui/DataTable';
import { TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { ChainSteps } from './ChainSteps';
import { contractsQuery, fourChainsQuery } from './fourChains';
import { productsQuery } from './queries';
import { Statements } from './StatementForms';

const route = getRouteApi('/shell/four-chains');

/** Innovation, industry, supply and foreign trade on one page: the chains that meet in a product. */
export function FourChainsPage() {
  const { product } = route.useSearch();
  return product === undefined ? <Choice /> : <OfProduct product={product} />;
}

function OfProduct({ product }: { product: string }) {
  const { t } = useTranslation('fourChains');
  const name = useLocalName();
  const { data } = useSuspenseQuery(fourChainsQuery(product));
  return (
    <>
      <PageHeading title={t('of', { product: name(data) })} lead={t('lead')} />
      <p>
        <Link to="/four-chains">{t('another')}</Link> ·{' '}
        <Link to="/chain/products/$product" params={{ product }}>
          {t('productPage')}
        </Link>
      </p>
      {!data.is_whole && <p>{t('notWhole')}</p>}
      <ChainSteps chains={data} />
      <Statements chains={data} />
    </>
  );
}

function Choice() {
  const { t } = useTranslation('fourChains');
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <section className="panel">
        <h2>{t('byProduct')}</h2>
        <Products />
      </section>
      <section className="panel">
        <h2>{t('byContract')}</h2>
        <Contracts />
      </section>
      <p>
        {t('byList')} <Link to="/lists">{t('lists')}</Link>
      </p>
    </>
  );
}

function Products() {
  const { t } = useTranslation('fourChains');
  const words = useTranslation('chain').t;
  const ui = useTranslation('ui').t;
  const name = useLocalName();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/four-chains' });
  const { data } = useSuspenseQuery(productsQuery(search));
  const columns: Column<Product>[] = [
    {
      key: 'name',
      title: words('product'),
      minWidth: 160,
      render: (row) => (
        <Link to="/four-chains" search={{ product: row.code }}>
          {name(row)}
        </Link>
      ),
    },
    { key: 'code', title: words('code'), render: (row) => <span className="figures">{row.code}</span> },
    {
      key: 'hs',
      title: words('hsCode'),
      render: (row) => <span className="figures">{row.hs_code ?? '—'}</span>,
    },
  ];
  return (
    <>
      <div className="filters">
        <TextFilter
          label={words('search')}
          value={search.text}
          onChange={(text) => void navigate({ search: { text } })}
        />
      </div>
      <DataTable
        label={t('byProduct')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.code}
        empty={<NextStep text={search.text === undefined ? words('empty') : ui('noMatch')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
    </>
  );
}

function Contracts() {
  const { t } = useTranslation('fourChains');
  const name = useLocalName();
  const { data } = useSuspenseQuery(contractsQuery);
  const columns: Column<TechnologyContract>[] = [
    {
      key: 'number',
      title: t('contract'),
      minWidth: 120,
      render: (row) => <span className="figures">{row.number}</span>,
    },
    { key: 'title', title: t('technology'), minWidth: 180, render: (row) => row.disclosure_title },
    {
      key: 'products',
      title: t('goesInto'),
      minWidth: 160,
      render: (row) =>
        row.products.length === 0 ? (
          <span>{t('gap.contract_nowhere')}</span>
        ) : (
          <ul className="chips">
            {row.products.map((one) => (
              <li key={one.product}>
                <Link to="/four-chains" search={{ product: one.product }}>
                  {name(one)}
                </Link>
              </li>
            ))}
          </ul>
        ),
    },
  ];
  return (
    <DataTable
      label={t('byContract')}
      columns={columns}
      rows={data}
      rowKey={(row) => row.id}
      empty={<NextStep text={t('noContracts')} />}
    />
  );
}
