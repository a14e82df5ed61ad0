import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { changeHeaders, keyHeader } from '../../api/revision';
import type { CommandAnswer, TalentAssessment, TalentFacts, TalentScore } from '../../api/types';
import { PAGE_SIZE, type PagingSearch } from '../../ui/paging';

export function assessmentsQuery({ cursor }: PagingSearch) {
  const query = { cursor, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['talent-assessments', query],
    queryFn: async () => dataOf(await api.GET('/api/v1/talent-assessments', { params: { query } })),
  });
}

/** Scores facts by the table in force; nothing is kept. */
export async function scoreTalent(body: TalentFacts): Promise<TalentScore> {
  return dataOf(await api.POST('/api/v1/talent-scores', { body }));
}

export async function assessTalent(
  employer: string,
  facts: TalentFacts,
  key: string,
): Promise<CommandAnswer> {
  const params = { header: keyHeader(key) };
  return dataOf(await api.POST('/api/v1/talent-assessments', { params, body: { employer, facts } }));
}

function change(talent: TalentAssessment, key: string) {
  return { path: { talent: talent.id }, header: changeHeaders(talent.revision, key) };
}

export async function confirmTalent(talent: TalentAssessment, key: string): Promise<CommandAnswer> {
  const params = change(talent, key);
  return dataOf(await api.POST('/api/v1/talent-assessments/{talent}/confirm', { params, body: {} }));
}

export async function declineTalent(
  talent: TalentAssessment,
  reason: string,
  key: string,
): Promise<CommandAnswer> {
  const params = change(talent, key);
  return dataOf(await api.POST('/api/v1/talent-assessments/{talent}/decline', { params, body: { reason } }));
}
