import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type {
  CommandAnswer,
  NewContractProduct,
  NewItemStatement,
  Session,
  TechnologyContract,
} from '../../api/types';
import { holds } from '../../session/session';
import { type PagingSearch, readPaging, readText } from '../../ui/paging';

// What is asked and done about the four chains of a product.

export interface FourChainsSearch extends PagingSearch {
  product?: string;
  text?: string;
}

export function readFourChainsSearch(search: Record<string, unknown>): FourChainsSearch {
  return { ...readPaging(search), product: readText(search.product), text: readText(search.text) };
}

export function fourChainsQuery(product: string) {
  return queryOptions({
    queryKey: ['chain', 'four-chains', product],
    queryFn: async () =>
      dataOf(
        await api.GET('/api/v1/chain/products/{product}/four-chains', { params: { path: { product } } }),
      ),
  });
}

/** The technology contracts that the reader sees. Bounded: the first two hundred. */
export const contractsQuery = queryOptions({
  queryKey: ['technology-contracts', 'first'],
  queryFn: async () =>
    dataOf(await api.GET('/api/v1/technology-contracts', { params: { query: { limit: 200 } } })).rows,
});

/** The books of whose items the reader may say which product they are. Bounded: the first two hundred. */
export const booksQuery = queryOptions({
  queryKey: ['books', 'for-statements'],
  queryFn: async () => dataOf(await api.GET('/api/v1/books', { params: { query: { limit: 200 } } })).rows,
});

/** Items of a book by part number, name or commodity code. Bounded: the first two hundred that match. */
export function bookItemsQuery(book: string, text: string) {
  const query = { text: text === '' ? undefined : text, limit: 200 };
  return queryOptions({
    queryKey: ['book', book, 'for-statements', query],
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/books/{book}/items', { params: { path: { book }, query } })).rows,
  });
}

export async function stateItem(body: NewItemStatement, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/chain/items', { params: { header: keyHeader(key) }, body }));
}

export async function withdrawItem(
  body: { book: string; item: number; reason: string },
  key: string,
): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/chain/items/withdraw', { params: { header: keyHeader(key) }, body }));
}

function contractParameters(contract: TechnologyContract, key: string) {
  return { path: { technology_contract: contract.id }, header: changeHeaders(contract.revision, key) };
}

export async function stateContractProduct(
  contract: TechnologyContract,
  body: NewContractProduct,
  key: string,
): Promise<CommandAnswer> {
  const params = contractParameters(contract, key);
  return dataOf(
    await api.POST('/api/v1/technology-contracts/{technology_contract}/products', { params, body }),
  );
}

export async function withdrawContractProduct(
  contract: TechnologyContract,
  body: { product: string; reason: string },
  key: string,
): Promise<CommandAnswer> {
  const params = contractParameters(contract, key);
  return dataOf(
    await api.POST('/api/v1/technology-contracts/{technology_contract}/products/withdraw', { params, body }),
  );
}

// Why an action is not open, by the rules of crates/domain. The server decides; this only explains beforehand.
export type Against = 'reason.notOfEnterprise' | 'reason.notParty' | 'reason.notYours';

export const statementCan = {
  stateItem: (session: Session): Against | undefined =>
    session.enterprises.length > 0 ? undefined : 'reason.notOfEnterprise',
  /** Whoever sees a contract and acts for an enterprise is a party of it. */
  ofContract: (session: Session): Against | undefined =>
    holds(session, 'investment_officer') || session.enterprises.length > 0 ? undefined : 'reason.notParty',
};
