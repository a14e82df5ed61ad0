import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type { Exception } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { holds, useSession } from '../../session/session';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { ChoiceFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { ExceptionGroups } from './ExceptionGroups';
import { ExceptionsTable } from './ExceptionsTable';
import { exceptionStates, exceptionsQuery } from './queries';

const route = getRouteApi('/shell/exceptions');

export function ExceptionsPage() {
  const { t } = useTranslation(['worklist', 'access']);
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/exceptions' });
  const session = useSession();
  const { data } = useSuspenseQuery(exceptionsQuery(search));
  const [chosen, setChosen] = useState<Exception | null>(null);
  const against = holds(session, 'customs_officer') ? undefined : t('access:reason.notCustoms');
  // Open ones are few and block; resolved ones are a long list to look things up in.
  const isGrouped =
    search.state === 'open' &&
    search.cursor === undefined &&
    data.next_cursor === null &&
    data.rows.length > 0;
  const resolve = (row: Exception) => (
    <ActionButton
      size="small"
      text={t('worklist:exceptions.resolve')}
      reasonAgainst={against}
      onClick={() => setChosen(row)}
    />
  );
  return (
    <>
      <PageHeading title={t('worklist:exceptions.title')} lead={t('worklist:exceptions.lead')} />
      <section className="panel">
        <div className="filters">
          <ChoiceFilter
            label={t('worklist:exceptions.state')}
            anyLabel={ui('any')}
            value={search.state}
            choices={exceptionStates.map((state) => ({
              value: state,
              label: t(`worklist:exceptions.${state}`),
            }))}
            onChange={(state) => void navigate({ search: { state } })}
          />
        </div>
        {isGrouped ? (
          <ExceptionGroups rows={data.rows} action={resolve} />
        ) : (
          <ExceptionsTable
            rows={data.rows}
            paging={{
              search,
              nextCursor: data.next_cursor,
              onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
            }}
            empty={
              <NextStep text={search.state === undefined ? t('worklist:exceptions.empty') : ui('noMatch')} />
            }
            action={resolve}
          />
        )}
      </section>
      {chosen !== null && <ResolveDialog exception={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function ResolveDialog({ exception, onClose }: { exception: Exception; onClose: () => void }) {
  const { t } = useTranslation('worklist');
  const words = useCatalogue();
  const command = useCommand({
    send: async (explanation: string, key) =>
      dataOf(
        await api.POST('/api/v1/exceptions/{exception}/resolve', {
          params: { path: { exception: exception.id }, header: keyHeader(key) },
          body: { explanation },
        }),
      ),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('exceptions.resolveTitle')}
      label={t('exceptions.explanationHint')}
      submit={t('exceptions.resolve')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(explanation) => command.mutate(explanation)}
      onClose={onClose}
    >
      <p>
        {lookUp(words.enums.exceptionKind, exception.kind)}: {exception.detail}
      </p>
    </ReasonDialog>
  );
}
