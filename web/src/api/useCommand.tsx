import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { readsAnything, useSession } from '../session/session';
import { sawPosition } from './client';
import { CommandKeys } from './commandKey';
import { ProblemError } from './problem';
import type { CommandAnswer } from './types';

interface CommandOptions<Input> {
  /** Sends the command under the key. */
  send: (input: Input, key: string) => Promise<CommandAnswer>;
  onRecorded?: (answer: CommandAnswer, input: Input) => void;
}

/** A command with one idempotency key per intention. When recorded, it names its entry and every table reads anew. */
export function useCommand<Input>({ send, onRecorded }: CommandOptions<Input>) {
  const keys = useRef(new CommandKeys());
  const queries = useQueryClient();
  const { notification } = App.useApp();
  const { t } = useTranslation('shell');
  const mayRead = readsAnything(useSession());
  return useMutation<CommandAnswer, unknown, Input>({
    mutationFn: (input) => send(input, keys.current.keyFor(JSON.stringify(input ?? null))),
    onError: async (error) => {
      // A definite answer ends the intention. After a lost one the same key asks again, which acts once.
      if (error instanceof ProblemError && error.problem.status < 500) {
        keys.current.settle();
      }
      if (error instanceof ProblemError && error.problem.status === 412) {
        await queries.invalidateQueries();
      }
    },
    onSuccess: async (answer, input) => {
      keys.current.settle();
      sawPosition(answer.position);
      const title = answer.is_repeated ? 'command.repeated' : 'command.recorded';
      notification.success({
        title: t(title, { position: answer.position }),
        description: mayRead ? (
          <a href={`/journal/${answer.position}`}>{t('command.showEntry')}</a>
        ) : undefined,
        placement: 'bottomRight',
        duration: 6,
      });
      await queries.invalidateQueries();
      onRecorded?.(answer, input);
    },
  });
}
