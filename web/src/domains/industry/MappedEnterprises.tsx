import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Classification, MappedEnterprise } from '../../api/types';
import { EvidenceText } from '../../shared/EvidenceText';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { useLocalName } from '../../shared/localName';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { type IndustrySearch, mappedEnterprisesQuery } from './queries';

interface MappedEnterprisesProps {
  list: Classification;
  search: IndustrySearch;
}

/** Enterprises by what they belong to, each with the day from which it holds and what it rests on. */
export function MappedEnterprises({ list, search }: MappedEnterprisesProps) {
  const { t } = useTranslation('industry');
  const ui = useTranslation('ui').t;
  const name = useLocalName();
  const id = useId();
  const navigate = useNavigate({ from: '/industry' });
  const go = useNavigate();
  const { data: choices } = useQuery(enterpriseChoicesQuery);
  const { data } = useSuspenseQuery(mappedEnterprisesQuery(list.scheme, search));
  const classes = new Map(list.classes.map((one) => [one.code, name(one)]));
  const columns: Column<MappedEnterprise>[] = [
    {
      key: 'enterprise',
      title: t('enterprise'),
      minWidth: 160,
      render: (row) => (
        <Link to="/industry/enterprises/$enterprise" params={{ enterprise: row.enterprise }}>
          {name(row)}
        </Link>
      ),
    },
    {
      key: 'classes',
      title: t('classes'),
      minWidth: 140,
      render: (row) => row.mapping.classes.map((code) => `${classes.get(code) ?? code} (${code})`).join('; '),
    },
    {
      key: 'from',
      title: t('validFrom'),
      render: (row) => <span className="figures">{row.mapping.valid_from}</span>,
    },
    {
      key: 'evidence',
      title: t('restsOn'),
      minWidth: 200,
      render: (row) => <EvidenceText evidence={row.mapping.evidence} />,
    },
  ];
  return (
    <section className="panel">
      <h2>{t('mapped')}</h2>
      <div className="filters">
        <ChoiceFilter
          label={t('class')}
          anyLabel={ui('any')}
          value={search.class}
          choices={list.classes.map((one) => ({ value: one.code, label: `${name(one)} (${one.code})` }))}
          onChange={(chosen) =>
            void navigate({
              search: (now) => ({ ...now, class: chosen, cursor: undefined, trail: undefined }),
            })
          }
        />
        <label htmlFor={id}>
          {t('open')}
          <Select
            id={id}
            value={null}
            options={(choices ?? []).map(({ value, label }) => ({ value, label }))}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            style={{ minWidth: 200 }}
            onChange={(enterprise: string | null) =>
              enterprise && void go({ to: '/industry/enterprises/$enterprise', params: { enterprise } })
            }
          />
        </label>
      </div>
      <DataTable
        label={t('mapped')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.enterprise}
        empty={<NextStep text={search.class === undefined ? t('noneMapped') : ui('noMatch')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
    </section>
  );
}
