import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Grant, User } from '../../api/types';
import { holds, useSession } from '../../session/session';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { ShortId } from '../../ui/ShortId';
import { When } from '../../ui/When';
import { usersQuery } from './queries';
import { GrantDialog, RegisterUserDialog, RevokeDialog, SetPasswordDialog } from './UserDialogs';

const route = getRouteApi('/shell/users');

interface GrantsProps {
  user: User;
  reasonAgainst: string | undefined;
  onRevoke: (grant: Grant) => void;
}

function Grants({ user, reasonAgainst, onRevoke }: GrantsProps) {
  const { t } = useTranslation('access');
  const words = useTranslation('enums').t;
  const { data: enterprises } = useSuspenseQuery(enterpriseChoicesQuery);
  if (user.grants.length === 0) {
    return <span>{t('users.noGrants')}</span>;
  }
  return (
    <ul className="plain-list">
      {user.grants.map((grant) => (
        <li key={grant.grant}>
          {words(`role.${grant.role}`)} ·{' '}
          {grant.enterprise
            ? (enterprises.find((one) => one.value === grant.enterprise)?.name ?? grant.enterprise)
            : t('users.forZone')}{' '}
          <ActionButton
            size="small"
            text={t('users.revoke')}
            reasonAgainst={reasonAgainst}
            onClick={() => onRevoke(grant)}
          />
        </li>
      ))}
    </ul>
  );
}

/** Who may do what in the zone. */
export function UsersPage() {
  const { t } = useTranslation('access');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/users' });
  const session = useSession();
  const { data } = useSuspenseQuery(usersQuery(search));
  const [isAdding, setAdding] = useState(false);
  const [granting, setGranting] = useState<User | null>(null);
  const [settingPassword, setSettingPassword] = useState<User | null>(null);
  const [revoking, setRevoking] = useState<{ user: User; grant: Grant } | null>(null);
  const reasonAgainst = holds(session, 'zone_administrator') ? undefined : t('reason.notAdministrator');
  const columns: Column<User>[] = [
    {
      key: 'name',
      title: t('users.user'),
      render: (user) => user.display_name ?? <ShortId id={user.user} />,
    },
    { key: 'login', title: t('users.login'), render: (user) => user.login ?? '—' },
    {
      key: 'grants',
      title: t('users.grants'),
      render: (user) => (
        <Grants
          user={user}
          reasonAgainst={reasonAgainst}
          onRevoke={(grant) => setRevoking({ user, grant })}
        />
      ),
    },
    { key: 'id', title: t('users.id'), render: (user) => <ShortId id={user.user} /> },
    {
      key: 'registered',
      title: t('users.registered'),
      render: (user) => <When instant={user.registered_at} />,
    },
    {
      key: 'acts',
      title: '',
      render: (user) => (
        <Space size={4}>
          <ActionButton
            size="small"
            text={t('users.grant')}
            reasonAgainst={reasonAgainst}
            onClick={() => setGranting(user)}
          />
          <ActionButton
            size="small"
            text={t('users.setPassword')}
            reasonAgainst={reasonAgainst}
            onClick={() => setSettingPassword(user)}
          />
        </Space>
      ),
    },
  ];
  return (
    <>
      <PageHeading
        title={t('users.title')}
        lead={t('users.lead')}
        actions={
          <ActionButton
            type="primary"
            text={t('users.add')}
            reasonAgainst={reasonAgainst}
            onClick={() => setAdding(true)}
          />
        }
      />
      <section className="panel">
        <DataTable
          label={t('users.label')}
          columns={columns}
          rows={data.rows}
          rowKey={(user) => user.user}
          empty={<NextStep text={t('users.empty')} />}
          paging={{
            search,
            nextCursor: data.next_cursor,
            onChange: (paging) => void navigate({ search: (now) => ({ ...now, ...paging }) }),
          }}
        />
      </section>
      {isAdding && <RegisterUserDialog onClose={() => setAdding(false)} />}
      {granting !== null && <GrantDialog user={granting} onClose={() => setGranting(null)} />}
      {settingPassword !== null && (
        <SetPasswordDialog user={settingPassword} onClose={() => setSettingPassword(null)} />
      )}
      {revoking !== null && <RevokeDialog {...revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}
