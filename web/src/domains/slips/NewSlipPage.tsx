import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { NewSlip } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { applySlip } from './commands';
import { SlipForm } from './SlipForm';

const route = getRouteApi('/shell/slips/new');

/** Applying for a pass slip, from a list or from nothing. */
export function NewSlipPage() {
  const { t } = useTranslation(['slips', 'access']);
  const session = useSession();
  const navigate = useNavigate();
  const { list } = route.useSearch();
  const from = useQuery({
    queryKey: ['list', list],
    enabled: list !== undefined,
    queryFn: async () =>
      dataOf(await api.GET('/api/v1/lists/{list}', { params: { path: { list: list ?? '' } } })),
  });
  const command = useCommand({
    send: (content: NewSlip, key) => applySlip(content, key),
    onRecorded: (answer) => {
      if (answer.id) {
        void navigate({ to: '/slips/$slip', params: { slip: answer.id } });
      }
    },
  });
  const isReady = list === undefined || from.data !== undefined;
  return (
    <>
      <PageHeading title={t('slips:form.title')} lead={t('slips:form.lead')} />
      {!holds(session, 'enterprise_officer') && <NextStep text={t('access:reason.notEnterprise')} />}
      {holds(session, 'enterprise_officer') && isReady && (
        <SlipForm
          from={from.data?.list}
          isSending={command.isPending}
          error={command.error}
          onApply={(content) => command.mutate(content)}
        />
      )}
    </>
  );
}
