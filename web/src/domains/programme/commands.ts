import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type {
  CommandAnswer,
  KeyTask,
  NewCitation,
  NewKeyTask,
  NewPilot,
  NewProgramme,
  Pilot,
} from '../../api/types';

// What can be done with programmes, key tasks and pilots, one function each. The revision is the one that the user saw.

export async function openProgramme(body: NewProgramme, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/programmes', { params: { header: keyHeader(key) }, body }));
}

export async function addKeyTask(programme: string, body: NewKeyTask, key: string): Promise<CommandAnswer> {
  const params = { path: { programme }, header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/programmes/{programme}/tasks', { params, body }));
}

function changeTask(task: KeyTask, key: string) {
  return { path: { task: task.id }, header: changeHeaders(task.revision, key) };
}

export async function reportProgress(
  task: KeyTask,
  evidence: NewCitation[],
  key: string,
): Promise<CommandAnswer> {
  const body = { step: task.next_step ?? 'complete', milestone: task.next_milestone, evidence };
  const params = changeTask(task, key);
  return dataOf(await api.POST('/api/v1/key-tasks/{task}/report', { params, body }));
}

export async function confirmProgress(task: KeyTask, key: string): Promise<CommandAnswer> {
  const params = changeTask(task, key);
  return dataOf(await api.POST('/api/v1/key-tasks/{task}/confirm', { params, body: {} }));
}

export async function returnProgress(task: KeyTask, reason: string, key: string): Promise<CommandAnswer> {
  const params = changeTask(task, key);
  return dataOf(await api.POST('/api/v1/key-tasks/{task}/return', { params, body: { reason } }));
}

export async function openPilot(body: NewPilot, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/pilots', { params: { header: keyHeader(key) }, body }));
}

function changePilot(pilot: Pilot, key: string) {
  return { path: { pilot: pilot.id }, header: changeHeaders(pilot.revision, key) };
}

export async function describeScenario(pilot: Pilot, scenario: string, key: string): Promise<CommandAnswer> {
  const params = changePilot(pilot, key);
  return dataOf(await api.POST('/api/v1/pilots/{pilot}/scenario', { params, body: { scenario } }));
}

export interface FirstUse {
  used_on: string;
  evidence: NewCitation[];
}

export async function recordFirstUse(pilot: Pilot, body: FirstUse, key: string): Promise<CommandAnswer> {
  const params = changePilot(pilot, key);
  return dataOf(await api.POST('/api/v1/pilots/{pilot}/first-use', { params, body }));
}

export interface PilotResult {
  result: string;
  is_replicable: boolean;
  evidence: NewCitation[];
}

export async function concludePilot(pilot: Pilot, body: PilotResult, key: string): Promise<CommandAnswer> {
  const params = changePilot(pilot, key);
  return dataOf(await api.POST('/api/v1/pilots/{pilot}/conclude', { params, body }));
}
