import { useSuspenseQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type { Mandate } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { actsFor, holds, useSession } from '../../session/session';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { FormDialog } from '../../shared/FormDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import type { PagingSearch } from '../../ui/paging';
import { StatusLabel } from '../../ui/StatusLabel';
import { mandatesQuery, type PartiesSearch } from './queries';

interface TabProps {
  search: PartiesSearch;
  onPaging: (paging: PagingSearch) => void;
}

export function MandatesTab({ search, onPaging }: TabProps) {
  const { t } = useTranslation(['parties', 'access']);
  const session = useSession();
  const { data } = useSuspenseQuery(mandatesQuery(search));
  const [isGiving, setGiving] = useState(false);
  const [revoking, setRevoking] = useState<Mandate | null>(null);
  const mayGive = holds(session, 'zone_administrator') || holds(session, 'enterprise_officer');
  const against = (row: Mandate) =>
    holds(session, 'zone_administrator') || actsFor(session, row.principal)
      ? undefined
      : t('access:reason.notEnterprise');
  const columns: Column<Mandate>[] = [
    { key: 'principal', title: t('parties:mandates.principal'), render: (row) => row.principal_name },
    { key: 'agent', title: t('parties:mandates.agent'), render: (row) => row.agent_name },
    {
      key: 'from',
      title: t('parties:mandates.validFrom'),
      render: (row) => <span className="figures">{row.valid_from}</span>,
    },
    {
      key: 'until',
      title: t('parties:mandates.validUntil'),
      render: (row) => <span className="figures">{row.valid_until}</span>,
    },
    {
      key: 'state',
      title: t('parties:mandates.state'),
      render: (row) =>
        row.revoked_position !== null ? (
          <StatusLabel tone="stopped" text={t('parties:mandates.revoked')} />
        ) : (
          <StatusLabel tone="done" text={t('parties:mandates.given')} />
        ),
    },
    {
      key: 'revoke',
      title: '',
      render: (row) =>
        row.revoked_position !== null ? null : (
          <ActionButton
            size="small"
            text={t('parties:mandates.revoke')}
            reasonAgainst={against(row)}
            onClick={() => setRevoking(row)}
          />
        ),
    },
  ];
  return (
    <>
      <div className="filters" style={{ justifyContent: 'flex-end' }}>
        <ActionButton
          type="primary"
          text={t('parties:mandates.add')}
          reasonAgainst={mayGive ? undefined : t('access:reason.notEnterprise')}
          onClick={() => setGiving(true)}
        />
      </div>
      <DataTable
        label={t('parties:mandates.label')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        empty={<NextStep text={t('parties:mandates.empty')} />}
        paging={{ search, nextCursor: data.next_cursor, onChange: onPaging }}
      />
      {isGiving && <MandateDialog onClose={() => setGiving(false)} />}
      {revoking !== null && <RevokeDialog mandate={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

interface NewMandate {
  principal: string;
  agent: string;
  valid_from: string;
  valid_until: string;
}

function MandateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('parties');
  const session = useSession();
  const [form] = Form.useForm<NewMandate>();
  const { data: choices } = useSuspenseQuery(enterpriseChoicesQuery);
  const principals = holds(session, 'zone_administrator')
    ? choices
    : choices.filter((choice) => actsFor(session, choice.value));
  const command = useCommand({
    send: async (body: NewMandate, key) =>
      dataOf(await api.POST('/api/v1/mandates', { params: { header: keyHeader(key) }, body })),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('mandates.add')}
      submit={t('mandates.add')}
      form={form}
      initial={{ valid_from: session.zone?.date }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="principal" label={t('mandates.principal')} rules={required}>
        <Select options={principals} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="agent" label={t('mandates.agent')} rules={required}>
        <Select options={choices} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="valid_from" label={t('mandates.validFrom')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="valid_until" label={t('mandates.validUntil')} rules={required}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}

function RevokeDialog({ mandate, onClose }: { mandate: Mandate; onClose: () => void }) {
  const { t } = useTranslation('parties');
  const command = useCommand({
    send: async (_: null, key) =>
      dataOf(
        await api.POST('/api/v1/mandates/{mandate}/revoke', {
          params: { path: { mandate: mandate.id }, header: keyHeader(key) },
          body: {},
        }),
      ),
    onRecorded: onClose,
  });
  return (
    <ConfirmDialog
      title={t('mandates.revokeQuestion')}
      submit={t('mandates.revoke')}
      isDanger
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={() => command.mutate(null)}
      onClose={onClose}
    />
  );
}
