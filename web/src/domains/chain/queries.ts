import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { PAGE_SIZE, type PagingSearch, readOneOf, readPaging, readText } from '../../ui/paging';

export const chainTabs = ['products', 'firms', 'links', 'failures', 'imports', 'declarations'] as const;
export type ChainTab = (typeof chainTabs)[number];

export interface ChainSearch extends PagingSearch {
  tab?: ChainTab;
  text?: string;
  chain?: string;
  scope?: string;
  firm?: string;
}

export function readChainSearch(search: Record<string, unknown>): ChainSearch {
  return {
    ...readPaging(search),
    tab: readOneOf(search.tab, chainTabs),
    text: readText(search.text),
    chain: readText(search.chain),
    scope: readText(search.scope),
    firm: readText(search.firm),
  };
}

export const towards = ['upstream', 'downstream', 'both'] as const;
export type Towards = (typeof towards)[number];

export function readProductSearch(search: Record<string, unknown>): { towards?: Towards } {
  return { towards: readOneOf(search.towards, towards) };
}

export function productsQuery({ text, cursor }: ChainSearch) {
  const query = { text, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['chain', 'products', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/chain/products', { params: { query } })),
  });
}

export function firmsQuery({ text, cursor }: ChainSearch) {
  const query = { text, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['chain', 'firms', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/chain/firms', { params: { query } })),
  });
}

export function productQuery(product: string) {
  return queryOptions({
    queryKey: ['chain', 'product', product],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/chain/products/{product}', { params: { path: { product } } })),
  });
}

export function drawingQuery(product: string, way: Towards) {
  return queryOptions({
    queryKey: ['chain', 'drawing', product, way],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/chain/products/{product}/drawing', {
          params: { path: { product }, query: { towards: way } },
        }),
      ),
  });
}

export const chainsQuery = queryOptions({
  queryKey: ['chain', 'chains'],
  queryFn: async () => dataOf(await api.GET('/api/v1/chain/chains', {})).chains,
});

export function linksQuery(chain: string, scope: string | undefined) {
  return queryOptions({
    queryKey: ['chain', 'links', chain, scope],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/chain/chains/{chain}/links', {
          params: { path: { chain }, query: { scope } },
        }),
      ),
  });
}

export const failuresQuery = queryOptions({
  queryKey: ['chain', 'failures'],
  queryFn: async () => dataOf(await api.GET('/api/v1/chain/failures', {})),
});

export function failureQuery(firm: string) {
  return queryOptions({
    queryKey: ['chain', 'failure', firm],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/chain/firms/{firm}/failure', { params: { path: { firm } } })),
  });
}

export function importsQuery(scope: string, cursor: string | undefined) {
  const query = { scope, cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['chain', 'imports', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/chain/imports', { params: { query } })),
  });
}

export function declarationsQuery(cursor: string | undefined) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['chain', 'declarations', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/chain/declarations', { params: { query } })),
  });
}
