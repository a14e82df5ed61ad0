import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type { CommandAnswer, NewSlip, Slip } from '../../api/types';

// What can be done with a slip, one function each. The revision is the one that the user saw; a truck's commands carry none,
// since several lanes work on one slip at a time.

function change(slip: Slip, key: string) {
  return { path: { slip: slip.id }, header: changeHeaders(slip.revision, key) };
}

export async function applySlip(body: NewSlip, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/slips', { params: { header: keyHeader(key) }, body }));
}

export async function approveSlip(slip: Slip, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/slips/{slip}/approve', { params: change(slip, key), body: {} }));
}

export async function voidSlip(slip: Slip, reason: string, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/slips/{slip}/void', { params: change(slip, key), body: { reason } }));
}

export interface TruckReason {
  truck: string;
  reason: string;
}

export async function holdTruck(slip: Slip, body: TruckReason, key: string): Promise<CommandAnswer> {
  const params = { path: { slip: slip.id }, header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/slips/{slip}/hold-truck', { params, body }));
}

export async function releaseTruck(slip: Slip, body: TruckReason, key: string): Promise<CommandAnswer> {
  const params = { path: { slip: slip.id }, header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/slips/{slip}/release-truck', { params, body }));
}
