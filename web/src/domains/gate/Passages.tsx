import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { useSession } from '../../session/session';
import { formatInstant } from '../../ui/format';
import { NextStep } from '../../ui/NextStep';
import { StatusLabel } from '../../ui/StatusLabel';
import { laneToday } from './lane';
import type { StoredPassage } from './outbox';
import { outbox, usePassages } from './useLane';

/** What this terminal saw today, latest first, with what became of it; refused ones of earlier days as well. */
export function Passages() {
  const { t } = useTranslation('gate');
  const { zone } = useSession();
  const today = laneToday(zone?.date, Date.now());
  const kept = usePassages().filter(
    ({ body, state }) => state !== 'delivered' || formatInstant(body.occurred_at).slice(0, 10) === today,
  );
  const latestFirst = [...kept].reverse();
  return (
    <section className="panel lane-passages">
      <h2>{t('passages.title', { count: latestFirst.length })}</h2>
      {latestFirst.length === 0 && <NextStep text={t('passages.empty')} />}
      <ol aria-label={t('passages.label')} className="plain-list">
        {latestFirst.map((passage) => (
          <Passage key={`${passage.body.source} ${passage.body.external_id}`} passage={passage} />
        ))}
      </ol>
    </section>
  );
}

function Passage({ passage }: { passage: StoredPassage }) {
  const { t } = useTranslation('gate');
  const words = useTranslation('enums').t;
  const catalogue = useCatalogue();
  const { body, state, number, isRepeat, isForgery, code = '', position } = passage;
  return (
    <li>
      <span className="figures">{formatInstant(body.occurred_at).slice(11)}</span>{' '}
      <strong>{body.truck}</strong>{' '}
      <span className="lane-passage-of">
        {number} · {words(`gate.${body.gate}`)} · {body.source}
      </span>{' '}
      {state === 'waiting' && <StatusLabel tone="attention" text={t('passages.waiting')} />}
      {state === 'delivered' && (
        <StatusLabel tone="done" text={t('passages.delivered', { position: position ?? 0 })} />
      )}
      {state === 'refused' && <StatusLabel tone="stopped" text={t('passages.refused')} />}
      {isForgery && <StatusLabel tone="stopped" text={t('passages.forgery')} />}{' '}
      {isRepeat && <StatusLabel tone="stopped" text={t('passages.repeat')} />}
      {state === 'refused' && (
        <p role="alert">
          {lookUp(catalogue.refusals, code)} <code>{code}</code>{' '}
          <Button size="small" onClick={() => outbox.dismiss(passage)}>
            {t('passages.dismiss')}
          </Button>
        </p>
      )}
    </li>
  );
}
