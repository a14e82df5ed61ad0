import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product } from '../../api/types';
import { useSession } from '../../session/session';
import { useLocalName } from '../../shared/localName';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { readsFirms, supplyCan } from './capabilities';
import { DeclarationsTab } from './DeclarationsTab';
import { FailuresTab } from './FailuresTab';
import { FirmsTab } from './FirmsTab';
import { ImportProductsDialog } from './ImportDialogs';
import { ImportsTab } from './ImportsTab';
import { LinksTab } from './LinksTab';
import { type ChainTab, chainTabs, productsQuery } from './queries';

const route = getRouteApi('/shell/chain');

/** What tells who supplies what. */
const tabsOfFirms: readonly ChainTab[] = ['firms', 'failures', 'imports'];

/** Products and who supplies them: what is missing, which firm stops what, and what could be made here. */
export function ChainPage() {
  const { t } = useTranslation('chain');
  const session = useSession();
  const { tab = 'products' } = route.useSearch();
  const navigate = useNavigate({ from: '/chain' });
  const content: Record<ChainTab, React.ReactNode> = {
    products: <ProductsTab />,
    firms: <FirmsTab />,
    links: <LinksTab />,
    failures: <FailuresTab />,
    imports: <ImportsTab />,
    declarations: <DeclarationsTab />,
  };
  const open = chainTabs.filter((key) => readsFirms(session) || !tabsOfFirms.includes(key));
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <section className="panel">
        <PageTabs
          label={t('title')}
          tabs={open.map((key) => ({ key, label: t(`tab.${key}`) }))}
          active={open.includes(tab) ? tab : 'products'}
          onChange={(key) => void navigate({ search: { tab: key } })}
        >
          {content[open.includes(tab) ? tab : 'products']}
        </PageTabs>
      </section>
    </>
  );
}

function ProductsTab() {
  const { t } = useTranslation('chain');
  const ui = useTranslation('ui').t;
  const name = useLocalName();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/chain' });
  const session = useSession();
  const [isImporting, setImporting] = useState(false);
  const against = supplyCan.keep(session);
  const { data } = useSuspenseQuery(productsQuery(search));
  const columns: Column<Product>[] = [
    {
      key: 'name',
      title: t('product'),
      minWidth: 160,
      render: (row) => (
        <Link to="/chain/products/$product" params={{ product: row.code }}>
          {name(row)}
        </Link>
      ),
    },
    { key: 'code', title: t('code'), render: (row) => <span className="figures">{row.code}</span> },
    { key: 'hs', title: t('hsCode'), render: (row) => <span className="figures">{row.hs_code ?? '—'}</span> },
    { key: 'suppliers', title: t('suppliers'), isNumeric: true, render: (row) => row.suppliers },
  ];
  return (
    <>
      <div className="filters">
        <TextFilter
          label={t('search')}
          value={search.text}
          onChange={(text) => void navigate({ search: { tab: 'products', text } })}
        />
        <ActionButton
          text={t('action.importProducts')}
          reasonAgainst={against === undefined ? undefined : t(against)}
          onClick={() => setImporting(true)}
        />
      </div>
      <DataTable
        label={t('tab.products')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.code}
        empty={<NextStep text={search.text === undefined ? t('empty') : ui('noMatch')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
      {isImporting && <ImportProductsDialog onClose={() => setImporting(false)} />}
    </>
  );
}
