import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type {
  CommandAnswer,
  InvestmentProject,
  InvestmentStage,
  NewInvestmentProject,
  ProjectContent,
} from '../../api/types';

// What can be done with a project, one function each. The revision is the one that the user saw.

export async function openProject(body: NewInvestmentProject, key: string): Promise<CommandAnswer> {
  return dataOf(await api.POST('/api/v1/investment-projects', { params: { header: keyHeader(key) }, body }));
}

function change(project: InvestmentProject, key: string) {
  return { path: { project: project.project.id }, header: changeHeaders(project.revision, key) };
}

export async function amendProject(
  project: InvestmentProject,
  body: ProjectContent,
  key: string,
): Promise<CommandAnswer> {
  const params = change(project, key);
  return dataOf(await api.PUT('/api/v1/investment-projects/{project}', { params, body }));
}

export async function nameEnterprise(
  project: InvestmentProject,
  enterprise: string,
  key: string,
): Promise<CommandAnswer> {
  const params = change(project, key);
  const body = { enterprise };
  return dataOf(await api.POST('/api/v1/investment-projects/{project}/name-enterprise', { params, body }));
}

export async function screenProject(
  project: InvestmentProject,
  edition: string,
  key: string,
): Promise<CommandAnswer> {
  const params = change(project, key);
  return dataOf(
    await api.POST('/api/v1/investment-projects/{project}/screen', { params, body: { edition } }),
  );
}

export interface Step {
  stage: InvestmentStage;
  on: string;
  note: string;
}

export async function advanceProject(
  project: InvestmentProject,
  body: Step,
  key: string,
): Promise<CommandAnswer> {
  const params = change(project, key);
  return dataOf(await api.POST('/api/v1/investment-projects/{project}/advance', { params, body }));
}

export interface Condition {
  item: string;
  met_by: string;
}

export async function recordCondition(
  project: InvestmentProject,
  body: Condition,
  key: string,
): Promise<CommandAnswer> {
  const params = change(project, key);
  return dataOf(await api.POST('/api/v1/investment-projects/{project}/record-condition', { params, body }));
}

export async function dropProject(
  project: InvestmentProject,
  reason: string,
  key: string,
): Promise<CommandAnswer> {
  const params = change(project, key);
  return dataOf(await api.POST('/api/v1/investment-projects/{project}/drop', { params, body: { reason } }));
}
