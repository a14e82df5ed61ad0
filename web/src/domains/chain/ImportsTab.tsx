import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedCode } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { EntryLink } from '../../shared/History';
import { useLocalName } from '../../shared/localName';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { scopesQuery } from '../../shared/scopes';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { ChoiceFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import { StatusLabel } from '../../ui/StatusLabel';
import { supplyCan } from './capabilities';
import { type Override, overrideClasses, withdrawOverride } from './commands';
import { importsQuery } from './queries';

const route = getRouteApi('/shell/chain');

/** Which imported parts firms of the region could make, by commodity code, with the ambiguity of the mapping in sight. */
export function ImportsTab() {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/chain' });
  const { data: scopes } = useSuspenseQuery(scopesQuery);
  const scope = search.scope ?? scopes.home;
  if (scope === null) {
    return <NextStep text={t('empty')} />;
  }
  return (
    <>
      <div className="filters">
        <ChoiceFilter
          label={t('region')}
          anyLabel={t('theZone')}
          value={search.scope}
          choices={scopes.scopes.map((one) => ({ value: one.code, label: name(one) }))}
          onChange={(chosen) => void navigate({ search: { tab: 'imports', scope: chosen } })}
        />
      </div>
      <p>{t('importsLead')}</p>
      <Imports scope={scope} />
    </>
  );
}

function Imports({ scope }: { scope: string }) {
  const { t } = useTranslation('chain');
  const session = useSession();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/chain' });
  const [chosen, setChosen] = useState<ImportedCode | null>(null);
  const { data } = useSuspenseQuery(importsQuery(scope, search.cursor));
  const against = supplyCan.choose(session);
  const columns: Column<ImportedCode>[] = [
    { key: 'code', title: t('hsCode'), render: (row) => <strong className="figures">{row.hs_code}</strong> },
    {
      key: 'products',
      title: t('parts'),
      minWidth: 130,
      render: (row) =>
        row.products
          .map((one) => (row.without_maker.includes(one) ? t('noMaker', { product: one }) : one))
          .join(', ') || '—',
    },
    { key: 'importers', title: t('importers'), isNumeric: true, render: (row) => row.importers },
    { key: 'makers', title: t('makers'), isNumeric: true, render: (row) => row.makers },
    { key: 'join', title: t('join'), minWidth: 150, render: (row) => <Join row={row} /> },
    { key: 'enterprises', title: t('couldMake'), isNumeric: true, render: (row) => row.enterprises },
    { key: 'candidates', title: t('candidates'), minWidth: 260, render: (row) => <Candidates row={row} /> },
    {
      key: 'choose',
      title: t('review'),
      render: (row) =>
        row.candidates.length === 0 ? (
          <span>—</span>
        ) : (
          <>
            <ActionButton
              size="small"
              text={t('action.choose', { code: row.hs_code })}
              reasonAgainst={against === undefined ? undefined : t(against)}
              onClick={() => setChosen(row)}
            />{' '}
            {row.override_position !== null && <WithdrawChoice code={row.hs_code} />}
          </>
        ),
    },
  ];
  return (
    <>
      <DataTable
        label={t('tab.imports')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.hs_code}
        empty={<NextStep text={t('noImports')} />}
        paging={{
          search,
          nextCursor: data.next_cursor,
          onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
        }}
      />
      {chosen !== null && <ChooseDialog row={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function Join({ row }: { row: ImportedCode }) {
  const { t } = useTranslation('chain');
  const tone = { unique: 'done', ambiguous: 'attention', unmapped: 'neutral' } as const;
  return (
    <span>
      <StatusLabel tone={tone[row.join]} text={t(`joins.${row.join}`, { number: row.candidates.length })} />{' '}
      {row.override_reason !== null && row.override_position !== null && (
        <span>
          {t('chosen', { number: row.classes_in_table })} {row.override_reason} ·{' '}
          <EntryLink position={row.override_position} />
        </span>
      )}
    </span>
  );
}

function Candidates({ row }: { row: ImportedCode }) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  return (
    <ul className="plain-list">
      {row.candidates.map((one) => (
        <li key={one.class}>
          <span className="figures">{one.class}</span> {name(one)} · {t(`confidence.${one.confidence}`)} ·{' '}
          {t('registeredHere', { number: one.enterprises })} ·{' '}
          {one.firms_counted === null
            ? t('notCounted')
            : t('firmsCounted', { number: one.firms_counted, date: one.counted_on })}
        </li>
      ))}
    </ul>
  );
}

/** Lets the table count again for the code. */
function WithdrawChoice({ code }: { code: string }) {
  const { t } = useTranslation('chain');
  const session = useSession();
  const [isOpen, setOpen] = useState(false);
  const command = useCommand({
    send: (reason: string, key) => withdrawOverride(code, reason, key),
    onRecorded: () => setOpen(false),
  });
  const against = supplyCan.choose(session);
  return (
    <>
      <ActionButton
        size="small"
        text={t('action.withdrawChoice', { code })}
        reasonAgainst={against === undefined ? undefined : t(against)}
        onClick={() => setOpen(true)}
      />
      <ReasonDialog
        title={t('action.withdrawChoice', { code })}
        label={t('action.reason')}
        submit={t('action.withdraw')}
        isOpen={isOpen}
        isSending={command.isPending}
        error={command.error}
        onSubmit={(reason) => command.mutate(reason)}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

function ChooseDialog({ row, onClose }: { row: ImportedCode; onClose: () => void }) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const [form] = Form.useForm<Omit<Override, 'scheme'>>();
  const command = useCommand({
    send: (body: Omit<Override, 'scheme'>, key) =>
      overrideClasses(row.hs_code, { ...body, scheme: row.scheme ?? '' }, key),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.choose', { code: row.hs_code })}
      submit={t('action.record')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="classes" label={t('candidates')} rules={required}>
        <Select
          mode="multiple"
          options={row.candidates.map((one) => ({ value: one.class, label: `${one.class} ${name(one)}` }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={t('action.reason')} rules={required}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
