import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type {
  CommandAnswer,
  GovernmentCause,
  LandContract,
  NewLandContract,
  NewParcel,
  NewPart,
  Parcel,
  PermitKind,
} from '../../api/types';

// What can be done with land, one function each. The revision is the one that the user saw.

function changeParcel(parcel: Parcel, key: string) {
  return { path: { parcel: parcel.id }, header: changeHeaders(parcel.revision, key) };
}

function change(contract: LandContract, key: string) {
  return { path: { land_contract: contract.id }, header: changeHeaders(contract.revision, key) };
}

export async function registerParcel(body: NewParcel, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/land/parcels', { params: { header: keyHeader(key) }, body }));
}

export async function splitParcel(parcel: Parcel, parts: NewPart[], key: string): Promise<CommandAnswer> {
  const params = changeParcel(parcel, key);
  return dataOf(await api.POST('/api/v1/land/parcels/{parcel}/split', { params, body: { parts } }));
}

export async function mergeParcels(parcels: string[], merged: NewPart, key: string): Promise<CommandAnswer> {
  const params = { header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/land/mergers', { params, body: { parcels, merged } }));
}

export async function concludeContract(
  parcel: Parcel,
  body: NewLandContract,
  key: string,
): Promise<CommandAnswer> {
  const params = changeParcel(parcel, key);
  return dataOf(await api.POST('/api/v1/land/parcels/{parcel}/contracts', { params, body }));
}

export async function recordDelivery(
  contract: LandContract,
  body: { delivered_on: string },
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/deliver', { params, body }));
}

export async function recordPermit(
  contract: LandContract,
  body: { kind: PermitKind; number: string; issued_on: string },
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/permits', { params, body }));
}

export async function reportFoundation(
  contract: LandContract,
  body: { reached_on: string; evidence: string },
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/report-foundation', { params, body }));
}

export async function confirmStart(contract: LandContract, key: string): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/confirm-start', { params, body: {} }));
}

export async function returnFoundation(
  contract: LandContract,
  reason: string,
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  const body = { reason };
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/return-foundation', { params, body }));
}

export async function stopClock(
  contract: LandContract,
  body: { from: string; cause: GovernmentCause; reason: string },
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/stop-clock', { params, body }));
}

export async function resumeClock(
  contract: LandContract,
  body: { resumed_on: string },
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/resume-clock', { params, body }));
}

export async function recordStandstill(
  contract: LandContract,
  body: { stopped_on: string; developed_area: string; invested: string },
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/record-standstill', { params, body }));
}

export async function endStandstill(
  contract: LandContract,
  body: { resumed_on: string },
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/end-standstill', { params, body }));
}

export async function noticeIdleFee(
  contract: LandContract,
  body: { document: string },
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/notice-idle-fee', { params, body }));
}

export async function takeBackLand(
  contract: LandContract,
  body: { document: string },
  key: string,
): Promise<CommandAnswer> {
  const params = change(contract, key);
  return dataOf(await api.POST('/api/v1/land/contracts/{land_contract}/take-back', { params, body }));
}
