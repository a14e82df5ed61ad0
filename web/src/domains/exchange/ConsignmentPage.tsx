import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Consignment } from '../../api/types';
import { EntryLink } from '../../shared/History';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { type Fact, Facts } from '../../ui/Facts';
import { PageHeading } from '../../ui/PageHeading';
import { When } from '../../ui/When';
import { ConsignmentActions } from './ConsignmentActions';
import { ConsignmentStatusLabel, DaysLeft } from './labels';
import { consignmentQuery } from './queries';

const route = getRouteApi('/shell/exchange/$consignment');

/** One consignment: its goods, the file that goes with them, and what the other zone proved. */
export function ConsignmentPage() {
  const { t } = useTranslation('exchange');
  const { consignment: id } = route.useParams();
  const { data: consignment } = useSuspenseQuery(consignmentQuery(id));
  const isLeaving = consignment.direction === 'outbound';
  return (
    <>
      <PageHeading
        title={t(isLeaving ? 'outTitle' : 'inTitle', { number: consignment.number })}
        lead={t(`next.${stepOf(consignment)}`)}
        status={<ConsignmentStatusLabel status={consignment.status} />}
        actions={<ConsignmentActions consignment={consignment} />}
      />
      {consignment.exception && (
        <Alert
          type="error"
          showIcon
          title={
            <span>
              {t('silence')} <Link to="/exceptions">{t('toExceptions')}</Link>
            </span>
          }
          style={{ marginBottom: 16 }}
        />
      )}
      <section className="panel">
        <Facts facts={useFacts(consignment)} />
        <p style={{ margin: '12px 0 0' }}>
          <Link to="/journal" search={{ subject: consignment.id }}>
            {t('inJournal')}
          </Link>
        </p>
      </section>
      <section className="panel">
        <h2>{t('goods')}</h2>
        <DataTable
          label={t('goods')}
          columns={useLines()}
          rows={consignment.lines}
          rowKey={({ line }) => String(line)}
          empty={null}
        />
      </section>
      {consignment.proof && <Proof proof={consignment.proof} isAnswer={isLeaving} />}
    </>
  );
}

/** Who has to do what next; an answer means something else on either side. */
function stepOf({ direction, status }: Consignment) {
  return status === 'accepted' || status === 'refused' ? (`${direction}_${status}` as const) : status;
}

function useFacts(consignment: Consignment): Fact[] {
  const { t, i18n } = useTranslation('exchange');
  const isChinese = i18n.language.startsWith('zh');
  const isLeaving = consignment.direction === 'outbound';
  const { book, document_position: position } = consignment;
  const figures = (text: string) => <span className="figures">{text}</span>;
  const facts: (Fact | undefined)[] = [
    {
      label: t('partner'),
      value: isChinese ? consignment.partner_name : consignment.partner_name_english,
    },
    { label: t(isLeaving ? 'consignor' : 'recipient'), value: consignment.enterprise_name },
    {
      label: t(isLeaving ? 'recipient' : 'consignor'),
      value: (
        <>
          {consignment.counterpart_name} {figures(consignment.counterpart)}
        </>
      ),
    },
    book
      ? {
          label: t('book'),
          value: (
            <Link to="/books/$book" params={{ book }} className="figures">
              {consignment.book_number}
            </Link>
          ),
        }
      : undefined,
    { label: t(isLeaving ? 'submittedOn' : 'presentedOn'), value: figures(consignment.since) },
    consignment.dispatched_on
      ? { label: t('dispatchedOn'), value: figures(consignment.dispatched_on) }
      : undefined,
    consignment.answer_by
      ? {
          label: t('answerBy'),
          value: (
            <>
              {figures(consignment.answer_by)} {consignment.is_provisional && t('provisional')}
            </>
          ),
        }
      : undefined,
    consignment.days_left === null || consignment.days_left === undefined
      ? undefined
      : { label: t('answerDue'), value: <DaysLeft consignment={consignment} /> },
    consignment.reason ? { label: t('reasonGiven'), value: consignment.reason } : undefined,
    position === null || position === undefined
      ? undefined
      : {
          label: t(isLeaving ? 'document' : 'answer'),
          value: <EntryLink position={position} />,
        },
  ];
  return facts.filter((fact) => fact !== undefined);
}

function useLines(): Column<Consignment['lines'][number]>[] {
  const { t } = useTranslation('exchange');
  return [
    { key: 'line', title: t('line'), render: ({ line }) => line },
    { key: 'name', title: t('name'), minWidth: 160, render: ({ name }) => name },
    { key: 'part', title: t('part'), render: ({ part_number: part }) => part },
    { key: 'code', title: t('code'), render: ({ hs_code: code }) => <span className="figures">{code}</span> },
    {
      key: 'quantity',
      title: t('quantity'),
      isNumeric: true,
      render: ({ quantity, measure }) => <Amount value={quantity} unit={measure} />,
    },
    {
      key: 'price',
      title: t('unitPrice'),
      isNumeric: true,
      render: (row) => <Amount value={row.unit_price} unit={row.currency} />,
    },
    { key: 'item', title: t('itemHere'), isNumeric: true, render: ({ item }) => item ?? '—' },
  ];
}

/** What another zone signed, and where it is recorded here. */
function Proof({ proof, isAnswer }: { proof: NonNullable<Consignment['proof']>; isAnswer: boolean }) {
  const { t } = useTranslation('exchange');
  return (
    <section className="panel">
      <h2>{t(isAnswer ? 'provenAnswer' : 'provenReceipt')}</h2>
      <Facts
        facts={[
          { label: t('origin'), value: <span className="figures">{proof.origin}</span> },
          { label: t('entryThere'), value: <span className="figures">{proof.position}</span> },
          { label: t('recordedThere'), value: <When instant={proof.recorded_at} /> },
          { label: t('recordedHere'), value: <EntryLink position={proof.recorded_position} /> },
          { label: t('digest'), value: <span className="figures wrapping">{proof.digest}</span> },
        ]}
      />
    </section>
  );
}
