import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ListSummary, TraceStep } from '../../api/types';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { LotsTable, SourceOfLot } from '../../shared/LotsTable';
import { useLocalName } from '../../shared/localName';
import { Amount } from '../../ui/Amount';
import { NextStep } from '../../ui/NextStep';
import { listProductsQuery, listTraceQuery } from './queries';
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

/** The products that the list carries, each leading to its four chains. */
function Products({ list }: { list: string }) {
  const { t } = useTranslation('fourChains');
  const name = useLocalName();
  const { data } = useSuspenseQuery(listProductsQuery(list));
  const products = new Map(
    data.items.flatMap(({ product, product_name, product_name_english }) =>
      product === null || product_name === null || product_name_english === null
        ? []
        : [[product, name({ name: product_name, name_english: product_name_english })] as const],
    ),
  );
  if (products.size === 0) {
    return <p>{t('noProductsOfList')}</p>;
  }
  return (
    <>
      <p>{t('productsOfList')}</p>
      <ul className="chips">
        {[...products].map(([code, title]) => (
          <li key={code}>
            <Link to="/four-chains" search={{ product: code }}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </>
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
      <Products list={list.id} />
    </>
  );
}
