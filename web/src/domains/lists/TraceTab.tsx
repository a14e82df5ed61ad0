import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ListSummary, TraceStep } from '../../api/types';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { LotsTable, SourceOfLot } from '../../shared/LotsTable';
import { Amount } from '../../ui/Amount';
import { NextStep } from '../../ui/NextStep';
import { listTraceQuery } from './queries';
import { type TraceNode, traceTree } from './trace';

function Step({ book, step }: { book: string; step: TraceStep }) {
  const { t } = useTranslation('lots');
  const { lot } = step;
  return (
    <>
      <Amount value={step.quantity} /> <strong>{lot.part_number}</strong> (
      {t('itemNumber', { item: lot.item })}){' '}
      <Link to="/books/$book/lots/$lot" params={{ book, lot: String(lot.number) }}>
        {t('fromLot', { lot: lot.number })}
      </Link>{' '}
      · <SourceOfLot source={lot.source} />
      <span className="trace-proof">
        {t('receivedOn')} <span className="figures">{lot.received_on}</span> ·{' '}
        <EntryLink position={lot.source.position} /> <ReceiptButton position={lot.source.position} />
      </span>
    </>
  );
}

function Branch({ book, nodes }: { book: string; nodes: readonly TraceNode[] }) {
  const { t } = useTranslation('lots');
  return (
    <ul className="trace">
      {nodes.map(({ step, sources, isRepeated, id }) => (
        <li key={id}>
          <Step book={book} step={step} />
          {isRepeated && <p className="trace-again">{t('shownAbove')}</p>}
          {sources.length > 0 && (
            <>
              <p className="trace-made">{t('madeOf', { document: step.lot.source.document_number })}</p>
              <Branch book={book} nodes={sources} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** From the lines of a list back through productions to the documents that brought the goods in; each step can be proved. */
export function TraceTab({ list }: { list: ListSummary }) {
  const { t } = useTranslation('lots');
  const { data } = useSuspenseQuery(listTraceQuery(list.id));
  const lines = traceTree(data.drawn);
  return (
    <>
      {lines.map(({ line, nodes }) => (
        <section key={line} aria-label={t('line', { line })}>
          <h2 className="tab-heading">{t('lineHeading', { line })}</h2>
          <Branch book={list.book} nodes={nodes} />
        </section>
      ))}
      {data.opened.length > 0 && (
        <>
          <h2 className="tab-heading">{t('opened')}</h2>
          <LotsTable book={list.book} rows={data.opened} empty={null} />
        </>
      )}
      {lines.length === 0 && data.opened.length === 0 && <NextStep text={t('noTrace')} />}
    </>
  );
}
