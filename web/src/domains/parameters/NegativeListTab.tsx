import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { NegativeList } from '../../api/types';
import { useLanguage } from '../../i18n/useWords';
import { type Column, DataTable } from '../../ui/DataTable';
import { Facts } from '../../ui/Facts';
import { NextStep } from '../../ui/NextStep';
import { StatusLabel } from '../../ui/StatusLabel';
import { EditionFilter } from './EditionFilter';
import { negativeListsQuery } from './queries';

const route = getRouteApi('/shell/parameters');

type Item = NegativeList['items'][number];

/** The negative list for foreign investment by edition: what each item says, and what meets it. */
export function NegativeListTab() {
  const { t } = useTranslation('parameters');
  const { data } = useSuspenseQuery(negativeListsQuery);
  const { edition } = route.useSearch();
  const list =
    data.editions.find((one) => one.edition === edition) ??
    data.editions.find((one) => one.edition === data.in_force) ??
    data.editions[0];
  if (list === undefined) {
    return <NextStep text={t('negativeList.empty')} />;
  }
  return (
    <>
      <EditionFilter
        editions={data.editions.map((one) => one.edition)}
        inForce={data.in_force}
        shown={list.edition}
      />
      <div style={{ marginBottom: 12 }}>
        <Facts
          facts={[
            { label: t('negativeList.title'), value: list.title },
            { label: t('from'), value: <span className="figures">{list.effective_from}</span> },
            { label: t('source'), value: list.source },
            {
              label: t('negativeList.kept'),
              value: t('negativeList.keptOf', { kept: list.items.length, published: list.items_published }),
            },
            { label: t('negativeList.missing'), value: list.missing || '—' },
          ]}
        />
      </div>
      <Items items={list.items} />
    </>
  );
}

function Items({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation('parameters');
  const isChinese = useLanguage() === 'zh-CN';
  const columns: Column<Item>[] = [
    {
      key: 'item',
      title: t('negativeList.item'),
      minWidth: 200,
      render: (item) => `${item.number} · ${isChinese ? item.title : item.title_english}`,
    },
    {
      key: 'measure',
      title: t('negativeList.measure'),
      minWidth: 160,
      render: (item) => <Measure item={item} />,
    },
    {
      key: 'met',
      title: t('negativeList.metBy'),
      minWidth: 180,
      render: (item) => (
        <span className="wrapping">{[...item.industry_codes, ...item.words].join(', ')}</span>
      ),
    },
    {
      key: 'basis',
      title: t('basis'),
      render: (item) =>
        item.is_verified ? (
          <StatusLabel tone="done" text={t('verified')} />
        ) : (
          <StatusLabel tone="attention" text={t('unverified')} />
        ),
    },
  ];
  return (
    <DataTable
      label={t('tab.negativeList')}
      columns={columns}
      rows={items}
      rowKey={(item) => item.number}
      empty={<NextStep text={t('negativeList.empty')} />}
    />
  );
}

function Measure({ item }: { item: Item }) {
  const { t } = useTranslation('parameters');
  if (item.measure.kind === 'prohibited') {
    return <StatusLabel tone="stopped" text={t('negativeList.prohibited')} />;
  }
  return (
    <span>
      <StatusLabel tone="attention" text={t('negativeList.restricted')} /> {item.measure.conditions}
    </span>
  );
}
