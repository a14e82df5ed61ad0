import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type { Application, CommandAnswer, Matter, NewApplication, NewNotice, Notice } from '../../api/types';

// What can be done with matters and applications, one function each. The revision is the one that the user saw.

function change(application: Application, key: string) {
  return {
    path: { application: application.id },
    header: changeHeaders(application.revision, key),
  };
}

export async function openMatter(body: NewNotice, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/matters', { params: { header: keyHeader(key) }, body }));
}

export async function reviseNotice(matter: Matter, body: NewNotice, key: string): Promise<CommandAnswer> {
  const params = { path: { matter: matter.id }, header: changeHeaders(matter.revision, key) };
  return dataOf(await api.POST('/api/v1/matters/{matter}/notices', { params, body }));
}

export async function makeApplication(body: NewApplication, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/applications', { params: { header: keyHeader(key) }, body }));
}

/** Commits to the version of the notice that was read, by the digest of its text. */
export async function commit(application: Application, notice: Notice, key: string): Promise<CommandAnswer> {
  const params = change(application, key);
  const body = { version: notice.version, digest: notice.digest };
  return dataOf(await api.POST('/api/v1/applications/{application}/commit', { params, body }));
}

export async function grant(application: Application, key: string): Promise<CommandAnswer> {
  const params = change(application, key);
  return dataOf(await api.POST('/api/v1/applications/{application}/grant', { params, body: {} }));
}

export async function verify(application: Application, key: string): Promise<CommandAnswer> {
  const params = change(application, key);
  return dataOf(await api.POST('/api/v1/applications/{application}/verify', { params, body: {} }));
}

export interface Rectification {
  rectify_until: string;
  reason: string;
}

export async function orderRectification(
  application: Application,
  body: Rectification,
  key: string,
): Promise<CommandAnswer> {
  const params = change(application, key);
  return dataOf(await api.POST('/api/v1/applications/{application}/rectify', { params, body }));
}

/** The decisions against an enterprise or for its repair that state a reason alone. */
export const reasoned = {
  refuse: async (application: Application, reason: string, key: string): Promise<CommandAnswer> => {
    const params = change(application, key);
    return dataOf(await api.POST('/api/v1/applications/{application}/refuse', { params, body: { reason } }));
  },
  revoke: async (application: Application, reason: string, key: string): Promise<CommandAnswer> => {
    const params = change(application, key);
    return dataOf(await api.POST('/api/v1/applications/{application}/revoke', { params, body: { reason } }));
  },
  repair: async (application: Application, reason: string, key: string): Promise<CommandAnswer> => {
    const params = change(application, key);
    return dataOf(await api.POST('/api/v1/applications/{application}/repair', { params, body: { reason } }));
  },
};
