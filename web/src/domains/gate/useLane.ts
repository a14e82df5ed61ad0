import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api, sawPosition } from '../../api/client';
import { dataOf } from '../../api/problem';
import type { CommandAnswer, GatePassage } from '../../api/types';
import { Link, type LinkState } from './link';
import { type Delivery, Outbox, type StoredPassage } from './outbox';

// One terminal has one link and one outbox, however often the page is opened.
export const link = new Link();
export const outbox = new Outbox(window.localStorage);

/** A delivery without an answer within this counts as one that met no server; sent again, it acts once. */
const DELIVERY_PATIENCE_MS = 10_000;
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 60_000;
const LOCK = 'etown.gate.delivery';

export function useLink(): LinkState {
  return useSyncExternalStore(link.subscribe, link.current);
}

export function usePassages(): StoredPassage[] {
  return useSyncExternalStore(outbox.subscribe, () => outbox.all());
}

async function send(body: GatePassage): Promise<CommandAnswer> {
  const signal = AbortSignal.timeout(DELIVERY_PATIENCE_MS);
  const answer = dataOf(await api.POST('/api/v1/reports/gate-passages', { body, signal }));
  sawPosition(answer.position);
  return answer;
}

/** Two windows of one terminal deliver one after the other. The server takes each passage once in any case. */
async function alone(work: () => Promise<Delivery>): Promise<Delivery> {
  return navigator.locks === undefined ? work() : await navigator.locks.request(LOCK, work);
}

/** Delivers what waits as long as the page is open: in order, at once where there is a link, later and later where not. */
export function useDelivery(): Delivery {
  const { isUp } = useLink();
  const waiting = usePassages().filter((passage) => passage.state === 'waiting').length;
  const queries = useQueryClient();
  const [last, setLast] = useState<Delivery>('nothing');
  const hasWork = isUp && waiting > 0;
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = RETRY_MS_MIN;
    const go = async () => {
      const outcome = await alone(() => outbox.deliverNext(send));
      if (outcome === 'unreachable') {
        void link.probe();
      }
      if (isOver) {
        return;
      }
      setLast(outcome);
      if (outcome === 'delivered') {
        pause = RETRY_MS_MIN;
        void queries.invalidateQueries({ queryKey: ['gate'] });
      }
      if (outcome === 'delivered' || outcome === 'refused') {
        void go();
      } else if (outcome !== 'nothing') {
        timer = setTimeout(() => void go(), pause);
        pause = Math.min(pause * 2, RETRY_MS_MAX);
      }
    };
    if (hasWork) {
      void go();
    }
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [hasWork, queries]);
  return last;
}
