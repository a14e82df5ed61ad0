import { useSuspenseQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type { Group } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { FormDialog } from '../../shared/FormDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import type { PagingSearch } from '../../ui/paging';
import { groupsQuery, type PartiesSearch } from './queries';

interface TabProps {
  search: PartiesSearch;
  onPaging: (paging: PagingSearch) => void;
}

export function GroupsTab({ search, onPaging }: TabProps) {
  const { t } = useTranslation(['parties', 'access']);
  const session = useSession();
  const { data } = useSuspenseQuery(groupsQuery(search));
  const [isAdding, setAdding] = useState(false);
  const columns: Column<Group>[] = [
    { key: 'name', title: t('parties:groups.name'), render: (row) => row.name },
    { key: 'lead', title: t('parties:groups.lead'), render: (row) => row.lead_name },
    {
      key: 'members',
      title: t('parties:groups.members'),
      isNumeric: true,
      render: (row) => row.member_count,
    },
  ];
  return (
    <>
      <div className="filters" style={{ justifyContent: 'flex-end' }}>
        <ActionButton
          type="primary"
          text={t('parties:groups.add')}
          reasonAgainst={
            holds(session, 'zone_administrator') ? undefined : t('access:reason.notAdministrator')
          }
          onClick={() => setAdding(true)}
        />
      </div>
      <DataTable
        label={t('parties:groups.label')}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        empty={<NextStep text={t('parties:groups.empty')} />}
        paging={{ search, nextCursor: data.next_cursor, onChange: onPaging }}
      />
      {isAdding && <GroupDialog onClose={() => setAdding(false)} />}
    </>
  );
}

interface NewGroup {
  name: string;
  lead: string;
  members: string[];
}

function GroupDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('parties');
  const [form] = Form.useForm<NewGroup>();
  const { data: choices } = useSuspenseQuery(enterpriseChoicesQuery);
  const command = useCommand({
    send: async (body: NewGroup, key) =>
      dataOf(await api.POST('/api/v1/groups', { params: { header: keyHeader(key) }, body })),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('groups.add')}
      submit={t('groups.add')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('groups.name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="lead" label={t('groups.lead')} rules={required}>
        <Select options={choices} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="members" label={t('groups.members')} rules={required}>
        <Select mode="multiple" options={choices} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
    </FormDialog>
  );
}
