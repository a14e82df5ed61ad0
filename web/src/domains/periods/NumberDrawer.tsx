import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { VerificationRow } from '../../api/types';
import { LotsTable } from '../../shared/LotsTable';
import { Amount } from '../../ui/Amount';
import { NextStep } from '../../ui/NextStep';
import { AccountPostings } from './AccountPostings';
import { CountOrigin } from './CountOrigin';
import type { Facts } from './capabilities';
import { FormulaView } from './FormulaView';
import { numberOf, originOf, useNumberNames } from './numbers';
import { lotsOfItemQuery, rowQuery } from './queries';

const route = getRouteApi('/shell/books/$book/periods/$period');

/** What one number comes from, beside the table: postings of an account, rows of the count, or a formula with its inputs. */
export function NumberDrawer({ facts }: { facts: Facts }) {
  const { item, open } = route.useSearch();
  const navigate = useNavigate({ from: '/books/$book/periods/$period' });
  const close = () => void navigate({ search: ({ item: _item, open: _open, ...rest }) => rest });
  const isOpen = item !== undefined && open !== undefined;
  return (
    <Drawer
      open={isOpen}
      onClose={close}
      size={720}
      destroyOnHidden
      title={isOpen ? <Title facts={facts} item={item} name={open} /> : null}
    >
      {isOpen && <Content facts={facts} item={item} name={open} />}
    </Drawer>
  );
}

interface ContentProps {
  facts: Facts;
  item: number;
  name: string;
}

function useRow({ facts, item }: ContentProps) {
  return useQuery(rowQuery({ book: facts.book.id, period: facts.detail.period.number }, item));
}

function Title(props: ContentProps) {
  const { t } = useTranslation('periods');
  const names = useNumberNames();
  const { data: row } = useRow(props);
  return (
    <span>
      {names(props.name)} · {t('itemOf', { item: props.item })} {row?.part_number}
    </span>
  );
}

function Content(props: ContentProps) {
  const { t } = useTranslation('periods');
  const router = useRouter();
  const { data: row, error } = useRow(props);
  if (row === undefined) {
    return <ProblemAlert error={error} />;
  }
  const value = numberOf(row, props.name);
  return (
    <>
      <p className="number-large">
        <Amount value={value} unit={props.name === 'difference_percent' ? '%' : row.measure} />
      </p>
      <Origin {...props} row={row} />
      <p style={{ marginTop: 16 }}>
        <Button size="small" onClick={() => router.history.back()}>
          {t('back')}
        </Button>
      </p>
      {value === null && <NextStep text={t('noSuchNumber')} />}
    </>
  );
}

function Origin({ facts, item, name, row }: ContentProps & { row: VerificationRow }) {
  const { period } = facts.detail;
  const origin = originOf(row, name);
  switch (origin?.kind) {
    case 'opening':
      return (
        <AccountPostings
          book={facts.book.id}
          account={{ item, purpose: 'stock', until: dayBefore(period.begins) }}
          value={origin.value}
          period={null}
        />
      );
    case 'account':
      return (
        <AccountPostings
          book={facts.book.id}
          account={{ item, purpose: origin.purpose, from: period.begins, until: period.cutoff ?? undefined }}
          value={origin.value}
          period={period.number}
        />
      );
    case 'count':
      return <CountOrigin facts={facts} item={item} stage={origin.stage} />;
    case 'price':
      return <Lots book={facts.book.id} item={item} />;
    case 'formula':
      return <FormulaView row={row} formula={origin.formula} />;
    default:
      return null;
  }
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function Lots({ book, item }: { book: string; item: number }) {
  const { t } = useTranslation('periods');
  const { data } = useQuery(lotsOfItemQuery(book, item));
  return (
    <>
      <p>{t('priceFormula')}</p>
      <LotsTable book={book} rows={data?.rows ?? []} empty={null} />
    </>
  );
}
