import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { roles } from '../../api/choices';
import { api } from '../../api/client';
import { dataOf, requireDone } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type { Grant, Role, User } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { FormDialog } from '../../shared/FormDialog';

interface NewUser {
  login: string;
  display_name: string;
  password: string;
}

export function RegisterUserDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('access');
  const [form] = Form.useForm<NewUser>();
  const command = useCommand({
    send: async (body: NewUser, key) =>
      dataOf(await api.POST('/api/v1/users', { params: { header: keyHeader(key) }, body })),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('users.addTitle')}
      submit={t('users.add')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="login" label={t('users.login')} rules={required}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item name="display_name" label={t('users.displayName')} rules={required}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="password" label={t('users.password')} rules={required}>
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
    </FormDialog>
  );
}

/** Sets a password for somebody who has forgotten it. It is kept beside the journal, so nothing is recorded. */
export function SetPasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('access');
  const [form] = Form.useForm<{ password: string }>();
  const { message } = App.useApp();
  const set = useMutation({
    mutationFn: async (body: { password: string }) =>
      requireDone(
        await api.PUT('/api/v1/users/{user}/password', { params: { path: { user: user.user } }, body }),
      ),
    onSuccess: () => {
      message.success(t('users.passwordSet'));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('users.setPasswordTitle', { name: user.display_name ?? user.user })}
      submit={t('users.setPassword')}
      form={form}
      isSending={set.isPending}
      error={set.error}
      onSubmit={(values) => set.mutate(values)}
      onClose={onClose}
    >
      <p>{t('users.setPasswordLead')}</p>
      <Form.Item name="password" label={t('users.newPassword')} rules={[{ required: true }]}>
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
    </FormDialog>
  );
}

interface NewGrant {
  role: Role;
  enterprise?: string;
}

export function GrantDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('access');
  const words = useTranslation('enums').t;
  const [form] = Form.useForm<NewGrant>();
  const role = Form.useWatch('role', form);
  const { data: enterprises } = useSuspenseQuery(enterpriseChoicesQuery);
  const isForEnterprise = role === 'enterprise_officer';
  const command = useCommand({
    send: async (values: NewGrant, key) =>
      dataOf(
        await api.POST('/api/v1/users/{user}/grants', {
          params: { path: { user: user.user }, header: keyHeader(key) },
          body: {
            role: values.role,
            enterprise: values.role === 'enterprise_officer' ? (values.enterprise ?? null) : null,
          },
        }),
      ),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('users.grantTitle', { name: user.display_name ?? user.user })}
      submit={t('users.grant')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="role" label={t('users.role')} rules={required}>
        <Select options={roles.map((one) => ({ value: one, label: words(`role.${one}`) }))} />
      </Form.Item>
      {isForEnterprise && (
        <Form.Item name="enterprise" label={t('users.enterprise')} rules={required}>
          <Select options={enterprises} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

interface RevokeDialogProps {
  user: User;
  grant: Grant;
  onClose: () => void;
}

export function RevokeDialog({ user, grant, onClose }: RevokeDialogProps) {
  const { t } = useTranslation('access');
  const words = useTranslation('enums').t;
  const command = useCommand({
    send: async (_: null, key) =>
      dataOf(
        await api.POST('/api/v1/grants/{grant}/revoke', {
          params: { path: { grant: grant.grant }, header: keyHeader(key) },
          body: {},
        }),
      ),
    onRecorded: onClose,
  });
  return (
    <ConfirmDialog
      title={t('users.revokeQuestion', {
        role: words(`role.${grant.role}`),
        name: user.display_name ?? user.user,
      })}
      submit={t('users.revoke')}
      isDanger
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={() => command.mutate(null)}
      onClose={onClose}
    />
  );
}
