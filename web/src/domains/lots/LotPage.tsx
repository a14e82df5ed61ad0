import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LotDetail } from '../../api/types';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { SourceOfLot } from '../../shared/LotsTable';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { addDecimals } from '../../ui/decimal';
import { Facts } from '../../ui/Facts';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { bookOfLotsQuery, lotQuery } from './queries';

const route = getRouteApi('/shell/books/$book/lots/$lot');

type Move = LotDetail['moves'][number] & { left: string; index: number };

/** The moves with what was left after each, in the order in which they were posted. */
function withBalance({ lot, moves }: LotDetail): Move[] {
  let left = lot.received;
  return moves.map((move, index) => {
    left = addDecimals([left, move.quantity]) ?? left;
    return { ...move, left, index };
  });
}

/** One lot: where it came from, and everything that was drawn from it or given back. */
export function LotPage() {
  const { t } = useTranslation('lots');
  const { book: bookId, lot: number } = route.useParams();
  const { data: book } = useSuspenseQuery(bookOfLotsQuery(bookId));
  const { data } = useSuspenseQuery(lotQuery(bookId, Number(number)));
  const { lot } = data;
  const columns: Column<Move>[] = [
    {
      key: 'document',
      title: t('drawnBy'),
      render: (move) => <SourceOfLot source={move.document} />,
    },
    {
      key: 'date',
      title: t('valueDate'),
      render: (move) => <span className="figures">{move.value_date}</span>,
    },
    {
      key: 'quantity',
      title: t('moved'),
      isNumeric: true,
      render: (move) => <Amount value={move.quantity} />,
    },
    { key: 'left', title: t('left'), isNumeric: true, render: (move) => <Amount value={move.left} /> },
    {
      key: 'entry',
      title: t('entry'),
      render: (move) => (
        <>
          <EntryLink position={move.document.position} /> <ReceiptButton position={move.document.position} />
        </>
      ),
    },
  ];
  return (
    <>
      <PageHeading title={t('lotTitle', { number: lot.number, part: lot.part_number })} />
      <section className="panel">
        <Facts
          facts={[
            {
              label: t('book'),
              value: (
                <Link to="/books/$book" params={{ book: bookId }} className="figures">
                  {book.number}
                </Link>
              ),
            },
            {
              label: t('item'),
              value: (
                <Link
                  to="/books/$book/items/$item"
                  params={{ book: bookId, item: String(lot.item) }}
                  search={{ all: true }}
                >
                  {lot.item} · {lot.part_number}
                </Link>
              ),
            },
            { label: t('source'), value: <SourceOfLot source={lot.source} /> },
            { label: t('receivedOn'), value: <span className="figures">{lot.received_on}</span> },
            { label: t('received'), value: <Amount value={lot.received} /> },
            { label: t('remaining'), value: <Amount value={lot.remaining} /> },
            { label: t('price'), value: <Amount value={lot.unit_price} /> },
            {
              label: t('entry'),
              value: (
                <>
                  <EntryLink position={lot.source.position} />{' '}
                  <ReceiptButton position={lot.source.position} />
                </>
              ),
            },
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('moves')}</h2>
        <DataTable
          label={t('moves')}
          columns={columns}
          rows={withBalance(data)}
          rowKey={(move) => String(move.index)}
          empty={<NextStep text={t('noMoves')} />}
        />
      </section>
    </>
  );
}
