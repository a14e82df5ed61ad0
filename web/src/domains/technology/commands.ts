import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type {
  CommandAnswer,
  Disclosure,
  NewAssessment,
  NewDisclosure,
  NewTechnologyContract,
  NewTechnologyIncome,
  TechnologyContract,
} from '../../api/types';

// What can be done with disclosures and contracts, one function each. The revision is the one that the user saw.

export async function disclose(body: NewDisclosure, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/disclosures', { params: { header: keyHeader(key) }, body }));
}

export async function assessDisclosure(
  disclosure: Disclosure,
  body: NewAssessment,
  key: string,
): Promise<CommandAnswer> {
  const params = { path: { disclosure: disclosure.id }, header: changeHeaders(disclosure.revision, key) };
  return dataOf(await api.POST('/api/v1/disclosures/{disclosure}/assess', { params, body }));
}

export async function fileContract(body: NewTechnologyContract, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/technology-contracts', { params: { header: keyHeader(key) }, body }));
}

function change(contract: TechnologyContract, key: string) {
  return { path: { technology_contract: contract.id }, header: changeHeaders(contract.revision, key) };
}

export async function registerContract(contract: TechnologyContract, key: string): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(
    await api.POST('/api/v1/technology-contracts/{technology_contract}/register', { params, body: {} }),
  );
}

export async function returnContract(
  contract: TechnologyContract,
  reason: string,
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  const body = { reason };
  return dataOf(
    await api.POST('/api/v1/technology-contracts/{technology_contract}/return', { params, body }),
  );
}

export async function reportIncome(
  contract: TechnologyContract,
  body: NewTechnologyIncome,
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(
    await api.POST('/api/v1/technology-contracts/{technology_contract}/income', { params, body }),
  );
}
