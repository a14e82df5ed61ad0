import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type {
  CommandAnswer,
  NewChain,
  NewFirms,
  NewInput,
  NewProducts,
  NewSupply,
  NewSupplyDeclaration,
  WithdrawnInput,
  WithdrawnSupply,
} from '../../api/types';

// What can be done about products, firms, chains, supplies and commodity codes, one function each.

export async function declareSupply(body: NewSupplyDeclaration, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/chain/declarations', { params: { header: keyHeader(key) }, body }));
}

export async function confirmSupply(supply: string, key: string): Promise<CommandAnswer> {
  const params = { path: { supply }, header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/chain/declarations/{supply}/confirm', { params, body: {} }));
}

export async function returnSupply(supply: string, reason: string, key: string): Promise<CommandAnswer> {
  const params = { path: { supply }, header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/chain/declarations/{supply}/return', { params, body: { reason } }));
}

export interface Override {
  scheme: string;
  classes: string[];
  reason: string;
}

export async function overrideClasses(code: string, body: Override, key: string): Promise<CommandAnswer> {
  const params = { path: { hs_code: code }, header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/industry/hs-classes/{hs_code}/override', { params, body }));
}

export async function withdrawOverride(code: string, reason: string, key: string): Promise<CommandAnswer> {
  const params = { path: { hs_code: code }, header: keyHeader(key) };
  const body = { reason };
  return dataOf(await api.POST('/api/v1/industry/hs-classes/{hs_code}/withdraw-override', { params, body }));
}

function only(key: string) {
  return { header: keyHeader(key) };
}

export async function importProducts(body: NewProducts, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/chain/products', { params: only(key), body }));
}

export async function importFirms(body: NewFirms, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/chain/firms', { params: only(key), body }));
}

export async function defineChain(body: NewChain, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/chain/chains', { params: only(key), body }));
}

export async function stateInput(input: NewInput, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/chain/inputs', { params: only(key), body: { inputs: [input] } }));
}

export async function withdrawInput(body: WithdrawnInput, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/chain/inputs/withdraw', { params: only(key), body }));
}

export async function stateSupply(supply: NewSupply, key: string): Promise<CommandAnswer> {
  return dataOf(
    await api.POST('/api/v1/chain/supplies', { params: only(key), body: { supplies: [supply] } }),
  );
}

export async function withdrawSupply(body: WithdrawnSupply, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/chain/supplies/withdraw', { params: only(key), body }));
}
