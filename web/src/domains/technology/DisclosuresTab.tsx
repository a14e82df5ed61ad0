import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { disclosureStatuses } from '../../api/choices';
import type { Disclosure } from '../../api/types';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { AssessBy, DisclosureStatusLabel, HolderName } from './labels';
import { disclosuresQuery } from './queries';
import { useFilter } from './useFilter';

const route = getRouteApi('/shell/technology');

/** The disclosures that the reader may see, with the day by which each is assessed. */
export function DisclosuresTab() {
  const { t } = useTranslation('technology');
  const ui = useTranslation('ui').t;
  const search = route.useSearch();
  const filter = useFilter();
  const { data } = useSuspenseQuery(disclosuresQuery(search));
  const columns: Column<Disclosure>[] = [
    {
      key: 'title',
      title: t('titleName'),
      minWidth: 200,
      render: (one) => (
        <Link to="/technology/disclosures/$disclosure" params={{ disclosure: one.id }}>
          {one.title}
        </Link>
      ),
    },
    { key: 'kind', title: t('kindName'), render: (one) => t(`disclosureKind.${one.kind}`) },
    { key: 'field', title: t('field'), minWidth: 120, render: (one) => one.field },
    { key: 'owner', title: t('owner'), minWidth: 150, render: (one) => <HolderName holder={one.owner} /> },
    { key: 'status', title: t('statusName'), render: (one) => <DisclosureStatusLabel status={one.status} /> },
    {
      key: 'level',
      title: t('level'),
      isNumeric: true,
      render: (one) => <span className="figures">{one.assessment?.level ?? '—'}</span>,
    },
    { key: 'by', title: t('assessBy'), minWidth: 110, render: (one) => <AssessBy disclosure={one} /> },
  ];
  return (
    <>
      <div className="filters">
        <ChoiceFilter
          label={t('statusName')}
          anyLabel={ui('any')}
          value={search.disclosed}
          choices={disclosureStatuses.map((value) => ({ value, label: t(`disclosureStatus.${value}`) }))}
          onChange={(disclosed) => filter({ disclosed })}
        />
      </div>
      <DataTable
        label={t('tab.disclosures')}
        columns={columns}
        rows={data.rows}
        rowKey={(one) => one.id}
        empty={<NextStep text={search.disclosed === undefined ? t('noDisclosures') : ui('noMatch')} />}
        paging={{ search, nextCursor: data.next_cursor, onChange: filter }}
      />
    </>
  );
}
