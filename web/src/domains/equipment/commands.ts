import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type { CommandAnswer, Equipment, NewEquipment } from '../../api/types';

// What can be done with a machine, one function each. The revision is the one that the user saw.

function change(equipment: Equipment, key: string) {
  return { path: { equipment: equipment.id }, header: changeHeaders(equipment.revision, key) };
}

export async function registerEquipment(body: NewEquipment, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/equipment', { params: { header: keyHeader(key) }, body }));
}

export async function confirmEquipment(equipment: Equipment, key: string): Promise<CommandAnswer> {
  const params = change(equipment, key);
  return dataOf(await api.POST('/api/v1/equipment/{equipment}/confirm', { params, body: {} }));
}

export interface Location {
  location: string;
  used_by: string;
}

export async function moveEquipment(
  equipment: Equipment,
  body: Location,
  key: string,
): Promise<CommandAnswer> {
  const params = change(equipment, key);
  return dataOf(await api.POST('/api/v1/equipment/{equipment}/move', { params, body }));
}

export async function releaseEquipment(
  equipment: Equipment,
  reason: string,
  key: string,
): Promise<CommandAnswer> {
  const params = change(equipment, key);
  return dataOf(await api.POST('/api/v1/equipment/{equipment}/release', { params, body: { reason } }));
}
