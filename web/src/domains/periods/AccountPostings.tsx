import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Posting } from '../../api/types';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { addDecimals, isSameDecimal, negateDecimal } from '../../ui/decimal';
import { formatDecimal } from '../../ui/format';
import { NextStep } from '../../ui/NextStep';
import { type AccountAsked, accountQuery } from './queries';

interface AccountPostingsProps {
  book: string;
  account: AccountAsked;
  value: string;
  /** The period whose own verification does not count yet, since it books what the count found. */
  period: number | null;
}

function signed(posting: Posting): string {
  return posting.side === 'debit' ? posting.amount : negateDecimal(posting.amount);
}

function Document({ posting }: { posting: Posting }) {
  const { t } = useTranslation('periods');
  if (posting.document_kind === 'list') {
    return (
      <Link to="/lists/$list" params={{ list: posting.document_id }} className="figures">
        {posting.document_number}
      </Link>
    );
  }
  if (posting.document_kind === 'consignment') {
    return (
      <Link to="/exchange/$consignment" params={{ consignment: posting.document_id }} className="figures">
        {posting.document_number}
      </Link>
    );
  }
  return (
    <span>
      {posting.document_kind === 'verification'
        ? t('verificationOf', { number: posting.document_number })
        : posting.document_number}
    </span>
  );
}

/** The postings that make up a balance, each with its receipt, and their sum beside the number that was opened. */
export function AccountPostings({ book, account, value, period }: AccountPostingsProps) {
  const { t } = useTranslation('periods');
  const words = useTranslation('enums').t;
  const { data, error } = useQuery(accountQuery(book, account));
  if (data === undefined) {
    return <ProblemAlert error={error} />;
  }
  const isOwn = ({ document_kind: kind, document_number: number }: Posting) =>
    kind === 'verification' && number === String(period);
  const rows = data.rows.filter((posting) => !isOwn(posting));
  const sum = addDecimals(rows.map(signed)) ?? '0';
  // A source account stands on the credit side: its quantity is what it gave.
  const total = isSameDecimal(sum, value) ? sum : negateDecimal(sum);
  const { from, until } = account;
  const dates =
    from === undefined
      ? t('valueDatesUntil', { until })
      : until === undefined
        ? t('valueDatesFrom', { from })
        : t('valueDates', { from, until });
  const columns: Column<Posting>[] = [
    {
      key: 'date',
      title: t('valueDate'),
      render: (row) => <span className="figures">{row.value_date}</span>,
    },
    { key: 'document', title: t('document'), render: (row) => <Document posting={row} /> },
    {
      key: 'opposite',
      title: t('opposite'),
      render: (row) => words(`purpose.${row.opposite_purpose}`),
    },
    {
      key: 'amount',
      title: t('value'),
      isNumeric: true,
      render: (row) => (
        <Amount value={total === sum ? signed(row) : negateDecimal(signed(row))} unit={row.measure} />
      ),
    },
    {
      key: 'entry',
      title: t('entry'),
      render: (row) => (
        <>
          <EntryLink position={row.position} /> <ReceiptButton position={row.position} />
        </>
      ),
    },
  ];
  return (
    <>
      <p>
        {t('accountOf', { account: words(`purpose.${account.purpose}`) })} {dates}
      </p>
      <DataTable
        label={t('postings')}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.position}-${row.sequence}`}
        empty={<NextStep text={t('noPostings')} />}
      />
      {rows.length > 0 && (
        <p role="status">
          {t('sumOf', { count: rows.length, sum: formatDecimal(total) })}{' '}
          {isSameDecimal(total, value) && t('sumMatches')}
          {!data.isWhole && t('sumPartly')}
        </p>
      )}
    </>
  );
}
