import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { ProblemAlert } from '../../api/ProblemAlert';
import { requireDone } from '../../api/problem';
import type { Session, Token } from '../../api/types';
import { useSession } from '../../session/session';
import { useLocalName } from '../../shared/localName';
import { type Column, DataTable } from '../../ui/DataTable';
import { Facts } from '../../ui/Facts';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { ShortId } from '../../ui/ShortId';
import { When } from '../../ui/When';
import { tokensQuery } from './queries';
import { MakeTokenDialog, RemoveTokenDialog } from './TokenDialogs';

/** What concerns the signed-in person alone: roles held, the password, tokens for programs. */
export function AccountPage() {
  const { t } = useTranslation('access');
  return (
    <>
      <PageHeading title={t('account.title')} lead={t('account.lead')} />
      <section className="panel">
        <Person session={useSession()} />
      </section>
      <section className="panel" aria-labelledby="account-password">
        <h2 id="account-password">{t('account.password')}</h2>
        <p>{t('account.passwordLead')}</p>
        <PasswordForm />
      </section>
      <section className="panel" aria-labelledby="account-tokens">
        <h2 id="account-tokens">{t('account.tokens')}</h2>
        <p>{t('account.tokensLead')}</p>
        <Tokens />
      </section>
    </>
  );
}

function Person({ session }: { session: Session }) {
  const { t } = useTranslation('access');
  const words = useTranslation('enums').t;
  const localName = useLocalName();
  // Someone without a role may not read the register of enterprises, but knows those to act for.
  const nameOf = (id: string) => {
    const enterprise = session.enterprises.find((one) => one.id === id);
    return enterprise === undefined ? id : localName(enterprise);
  };
  const roles = session.roles.map(({ role, enterprise }) => ({
    key: `${role} ${enterprise ?? ''}`,
    text: `${words(`role.${role}`)} · ${enterprise ? nameOf(enterprise) : t('users.forZone')}`,
  }));
  return (
    <Facts
      facts={[
        { label: t('users.displayName'), value: session.display_name },
        { label: t('users.login'), value: session.login },
        {
          label: t('users.grants'),
          value:
            roles.length === 0 ? (
              t('account.noRoles')
            ) : (
              <ul className="plain-list">
                {roles.map((role) => (
                  <li key={role.key}>{role.text}</li>
                ))}
              </ul>
            ),
        },
        { label: t('users.id'), value: <ShortId id={session.user} /> },
      ]}
    />
  );
}

interface Passwords {
  present_password: string;
  password: string;
  again: string;
}

function PasswordForm() {
  const { t } = useTranslation('access');
  const [form] = Form.useForm<Passwords>();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: async ({ present_password, password }: Passwords) =>
      requireDone(await api.PUT('/api/v1/session/password', { body: { present_password, password } })),
    onSuccess: () => {
      form.resetFields();
      message.success(t('account.passwordChanged'));
    },
  });
  const required = { required: true };
  return (
    <Form<Passwords>
      form={form}
      layout="vertical"
      style={{ maxWidth: 420 }}
      onFinish={(values) => change.mutate(values)}
    >
      <Form.Item name="present_password" label={t('account.present')} rules={[required]}>
        <Input.Password maxLength={200} autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="password" label={t('account.new')} rules={[required]}>
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('account.again')}
        dependencies={['password']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value: string | undefined) =>
              !value || value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('account.differs'))),
          }),
        ]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
      <ProblemAlert error={change.error} />
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('account.change')}
      </Button>
    </Form>
  );
}

function Tokens() {
  const { t } = useTranslation('access');
  const { data } = useSuspenseQuery(tokensQuery);
  const queries = useQueryClient();
  const [isMaking, setMaking] = useState(false);
  const [removing, setRemoving] = useState<Token | null>(null);
  const readAnew = () => queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const columns: Column<Token>[] = [
    { key: 'name', title: t('account.tokenName'), minWidth: 160, render: (token) => token.name },
    { key: 'made', title: t('account.made'), render: (token) => <When instant={token.made_at} /> },
    { key: 'expires', title: t('account.expires'), render: (token) => <When instant={token.expires_at} /> },
    {
      key: 'remove',
      title: '',
      render: (token) => (
        <Button size="small" onClick={() => setRemoving(token)}>
          {t('account.remove')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable
        label={t('account.tokens')}
        columns={columns}
        rows={data.rows}
        rowKey={(token) => token.id}
        empty={<NextStep text={t('account.noTokens')} />}
      />
      <Button type="primary" style={{ marginTop: 12 }} onClick={() => setMaking(true)}>
        {t('account.make')}
      </Button>
      {isMaking && <MakeTokenDialog onMade={readAnew} onClose={() => setMaking(false)} />}
      {removing !== null && (
        <RemoveTokenDialog token={removing} onRemoved={readAnew} onClose={() => setRemoving(null)} />
      )}
    </>
  );
}
