import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type { CommandAnswer, NewSupplyDeclaration } from '../../api/types';

// What can be done about supplies and commodity codes, one function each.

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
