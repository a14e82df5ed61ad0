import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type {
  CommandAnswer,
  EndOfCooperation,
  Institution,
  NewActivity,
  NewInstitution,
  NewPlatform,
  Platform,
} from '../../api/types';

// What can be done with institutions and platforms, one function each. The revision is the one that the user saw.

/** A partner of either register, with the register that keeps it. */
export type Partner =
  | { register: 'institutions'; partner: Institution }
  | { register: 'platforms'; partner: Platform };

export async function registerInstitution(body: NewInstitution, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/institutions', { params: { header: keyHeader(key) }, body }));
}

export async function registerPlatform(body: NewPlatform, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/platforms', { params: { header: keyHeader(key) }, body }));
}

export async function recordActivity(
  { register, partner }: Partner,
  body: NewActivity,
  key: string,
): Promise<CommandAnswer> {
  const header = changeHeaders(partner.revision, key);
  if (register === 'institutions') {
    const params = { path: { institution: partner.id }, header };
    return dataOf(await api.POST('/api/v1/institutions/{institution}/activities', { params, body }));
  }
  const params = { path: { platform: partner.id }, header };
  return dataOf(await api.POST('/api/v1/platforms/{platform}/activities', { params, body }));
}

export async function endCooperation(
  { register, partner }: Partner,
  body: EndOfCooperation,
  key: string,
): Promise<CommandAnswer> {
  const header = changeHeaders(partner.revision, key);
  if (register === 'institutions') {
    const params = { path: { institution: partner.id }, header };
    return dataOf(await api.POST('/api/v1/institutions/{institution}/end', { params, body }));
  }
  const params = { path: { platform: partner.id }, header };
  return dataOf(await api.POST('/api/v1/platforms/{platform}/end', { params, body }));
}
