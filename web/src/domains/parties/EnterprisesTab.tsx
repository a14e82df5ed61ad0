import { useSuspenseQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { creditClasses } from '../../api/choices';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type { CreditClass, Enterprise } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { TextFilter } from '../../ui/Filters';
import { NextStep } from '../../ui/NextStep';
import type { PagingSearch } from '../../ui/paging';
import { StatusLabel } from '../../ui/StatusLabel';
import { enterprisesQuery, type PartiesSearch } from './queries';

interface EnterprisesTabProps {
  search: PartiesSearch;
  onPaging: (paging: PagingSearch) => void;
  onText: (text: string | undefined) => void;
}

const tones = { advanced_certified: 'done', normal: 'neutral', discredited: 'stopped' } as const;

export function EnterprisesTab({ search, onPaging, onText }: EnterprisesTabProps) {
  const { t } = useTranslation(['parties', 'access']);
  const ui = useTranslation('ui').t;
  const words = useTranslation('enums').t;
  const session = useSession();
  const { data } = useSuspenseQuery(enterprisesQuery(search));
  const [isAdding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Enterprise | null>(null);
  const isAdministrator = holds(session, 'zone_administrator');
  const isCustoms = holds(session, 'customs_officer');
  const columns: Column<Enterprise>[] = [
    {
      key: 'name',
      title: t('parties:name'),
      render: (row) => (
        <span>
          {row.name}
          <br />
          <span lang="en" style={{ color: '#4a5860', fontSize: 12.5 }}>
            {row.name_english}
          </span>
        </span>
      ),
    },
    {
      key: 'code',
      title: t('parties:creditCode'),
      render: (row) => <span className="figures">{row.credit_code}</span>,
    },
    {
      key: 'class',
      title: t('parties:creditClass'),
      render: (row) => (
        <StatusLabel tone={tones[row.credit_class]} text={words(`creditClass.${row.credit_class}`)} />
      ),
    },
    { key: 'group', title: t('parties:group'), render: (row) => row.group_name ?? '—' },
    { key: 'books', title: t('parties:books'), isNumeric: true, render: (row) => row.book_count },
    ...(isAdministrator || isCustoms
      ? [
          {
            key: 'change',
            title: '',
            render: (row: Enterprise) => (
              <ActionButton size="small" text={t('parties:changeClass')} onClick={() => setChanging(row)} />
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <div className="filters" style={{ justifyContent: 'space-between' }}>
        <TextFilter label={t('parties:search')} value={search.text} onChange={onText} />
        <ActionButton
          type="primary"
          text={t('parties:add')}
          reasonAgainst={isAdministrator ? undefined : t('access:reason.notAdministrator')}
          onClick={() => setAdding(true)}
        />
      </div>
      <DataTable
        label={t('parties:label')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        empty={<NextStep text={search.text === undefined ? t('parties:empty') : ui('noMatch')} />}
        paging={{ search, nextCursor: data.next_cursor, onChange: onPaging }}
      />
      {isAdding && <RegisterDialog onClose={() => setAdding(false)} />}
      {changing !== null && <CreditClassDialog enterprise={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

interface NewEnterprise {
  credit_code: string;
  name: string;
  name_english: string;
  credit_class: CreditClass;
}

function useClassChoices() {
  const words = useTranslation('enums').t;
  return creditClasses.map((one) => ({ value: one, label: words(`creditClass.${one}`) }));
}

function RegisterDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('parties');
  const [form] = Form.useForm<NewEnterprise>();
  const choices = useClassChoices();
  const command = useCommand({
    send: async (values: NewEnterprise, key) =>
      dataOf(
        await api.POST('/api/v1/enterprises', {
          params: { header: keyHeader(key) },
          body: { ...values, credit_code: values.credit_code.trim() },
        }),
      ),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('add')}
      submit={t('add')}
      form={form}
      initial={{ credit_class: 'normal' }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="name_english" label={t('nameEnglish')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="credit_code" label={t('creditCode')} rules={required}>
        <Input maxLength={18} className="figures" />
      </Form.Item>
      <Form.Item name="credit_class" label={t('creditClass')} rules={required}>
        <Select options={choices} />
      </Form.Item>
    </FormDialog>
  );
}

interface ClassChange {
  credit_class: CreditClass;
  reason: string;
}

function CreditClassDialog({ enterprise, onClose }: { enterprise: Enterprise; onClose: () => void }) {
  const { t } = useTranslation('parties');
  const [form] = Form.useForm<ClassChange>();
  const choices = useClassChoices();
  const command = useCommand({
    send: async (body: ClassChange, key) =>
      dataOf(
        await api.POST('/api/v1/enterprises/{enterprise}/credit-class', {
          params: { path: { enterprise: enterprise.id }, header: keyHeader(key) },
          body,
        }),
      ),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('changeClassTitle', { name: enterprise.name })}
      submit={t('changeClass')}
      form={form}
      initial={{ credit_class: enterprise.credit_class }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="credit_class" label={t('creditClass')} rules={[{ required: true }]}>
        <Select options={choices} />
      </Form.Item>
      <Form.Item name="reason" label={t('reason')} rules={[{ required: true }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
