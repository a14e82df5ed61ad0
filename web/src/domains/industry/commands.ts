import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type { CommandAnswer, NewHsClasses, NewMapping, NewStatistics } from '../../api/types';

// What can be done about the classes of an enterprise, statistics and commodity codes, one function each.

function at(enterprise: string, key: string) {
  return { path: { enterprise }, header: keyHeader(key) };
}

export async function classify(enterprise: string, body: NewMapping, key: string): Promise<CommandAnswer> {
  const params = at(enterprise, key);
  return dataOf(await api.POST('/api/v1/industry/enterprises/{enterprise}/classify', { params, body }));
}

export async function declareClasses(
  enterprise: string,
  body: NewMapping,
  key: string,
): Promise<CommandAnswer> {
  const params = at(enterprise, key);
  return dataOf(await api.POST('/api/v1/industry/enterprises/{enterprise}/declare', { params, body }));
}

export async function confirmClasses(enterprise: string, key: string): Promise<CommandAnswer> {
  const params = at(enterprise, key);
  return dataOf(await api.POST('/api/v1/industry/enterprises/{enterprise}/confirm', { params, body: {} }));
}

export async function returnClasses(enterprise: string, reason: string, key: string): Promise<CommandAnswer> {
  const params = at(enterprise, key);
  const body = { reason };
  return dataOf(await api.POST('/api/v1/industry/enterprises/{enterprise}/return', { params, body }));
}

export async function recordStatistics(body: NewStatistics, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/industry/statistics', { params: { header: keyHeader(key) }, body }));
}

export async function importHsClasses(body: NewHsClasses, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/industry/hs-classes', { params: { header: keyHeader(key) }, body }));
}
