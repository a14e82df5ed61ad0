import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type { Acceptance, Consignment, NewConsignment, NewPartnerZone, PartnerZone } from '../../api/types';

export async function submitConsignment(body: NewConsignment, key: string) {
  return dataOf(await api.POST('/api/v1/consignments', { params: { header: keyHeader(key) }, body }));
}

/** Another zone's receipt as its file holds it: each byte counts for the proof. */
export async function presentReceipt(receipt: string, key: string) {
  const params = { header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/incoming-consignments', { params, body: { receipt } }));
}

export async function recordAnswer({ id }: Consignment, receipt: string, key: string) {
  const params = { path: { consignment: id }, header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/consignments/{consignment}/answer', { params, body: { receipt } }));
}

function change({ id, revision }: Consignment, key: string) {
  return { path: { consignment: id }, header: changeHeaders(revision, key) };
}

function changeIncoming({ id, revision }: Consignment, key: string) {
  return { path: { incoming: id }, header: changeHeaders(revision, key) };
}

export async function dispatchConsignment(consignment: Consignment, key: string) {
  const params = change(consignment, key);
  return dataOf(await api.POST('/api/v1/consignments/{consignment}/dispatch', { params, body: {} }));
}

export async function withdrawConsignment(consignment: Consignment, reason: string, key: string) {
  const params = change(consignment, key);
  return dataOf(await api.POST('/api/v1/consignments/{consignment}/withdraw', { params, body: { reason } }));
}

export async function acceptConsignment(consignment: Consignment, body: Acceptance, key: string) {
  const params = changeIncoming(consignment, key);
  return dataOf(await api.POST('/api/v1/incoming-consignments/{incoming}/accept', { params, body }));
}

export async function refuseConsignment(consignment: Consignment, reason: string, key: string) {
  const params = changeIncoming(consignment, key);
  return dataOf(
    await api.POST('/api/v1/incoming-consignments/{incoming}/refuse', { params, body: { reason } }),
  );
}

export async function registerPartnerZone(body: NewPartnerZone, key: string) {
  return dataOf(await api.POST('/api/v1/partner-zones', { params: { header: keyHeader(key) }, body }));
}

function changePartner({ code, revision }: PartnerZone, key: string) {
  return { path: { partner_zone: code }, header: changeHeaders(revision, key) };
}

export async function renewTrust(partner: PartnerZone, trustFile: string, key: string) {
  const params = changePartner(partner, key);
  const body = { trust_file: trustFile };
  return dataOf(await api.POST('/api/v1/partner-zones/{partner_zone}/renew-trust', { params, body }));
}

/** Suspends a partner zone that is active, and resumes one that is suspended. */
export async function turnPartnerZone(partner: PartnerZone, reason: string, key: string) {
  const params = changePartner(partner, key);
  return partner.status === 'active'
    ? dataOf(await api.POST('/api/v1/partner-zones/{partner_zone}/suspend', { params, body: { reason } }))
    : dataOf(await api.POST('/api/v1/partner-zones/{partner_zone}/resume', { params, body: { reason } }));
}
