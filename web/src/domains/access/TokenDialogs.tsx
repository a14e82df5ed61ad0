import { useMutation } from '@tanstack/react-query';
import { Form, Input, InputNumber, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { dataOf, requireDone } from '../../api/problem';
import type { Token } from '../../api/types';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { FormDialog } from '../../shared/FormDialog';

const DAYS_USUAL = 90;
const DAYS_MAX = 366;

interface NewToken {
  name: string;
  days: number;
}

interface MakeTokenProps {
  onMade: () => void;
  onClose: () => void;
}

/** Makes a token and then shows its secret, which nobody can show again. */
export function MakeTokenDialog({ onMade, onClose }: MakeTokenProps) {
  const { t } = useTranslation('access');
  const [form] = Form.useForm<NewToken>();
  const make = useMutation({
    mutationFn: async (body: NewToken) => dataOf(await api.POST('/api/v1/tokens', { body })),
    onSuccess: onMade,
  });
  if (make.data !== undefined) {
    return <SecretDialog secret={make.data.secret} onClose={onClose} />;
  }
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('account.make')}
      submit={t('account.make')}
      form={form}
      initial={{ days: DAYS_USUAL }}
      isSending={make.isPending}
      error={make.error}
      onSubmit={(values) => make.mutate(values)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('account.tokenName')}
        extra={t('account.tokenNameHelp')}
        rules={required}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="days" label={t('account.days')} rules={required}>
        <InputNumber min={1} max={DAYS_MAX} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}

function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('access');
  return (
    <Modal
      title={t('account.secretTitle')}
      open
      onCancel={onClose}
      onOk={onClose}
      okText={t('account.secretKept')}
      cancelButtonProps={{ style: { display: 'none' } }}
      maskClosable={false}
    >
      <p>{t('account.secretLead')}</p>
      <Typography.Paragraph copyable={{ text: secret }}>
        <code style={{ overflowWrap: 'anywhere' }}>{secret}</code>
      </Typography.Paragraph>
    </Modal>
  );
}

interface RemoveTokenProps {
  token: Token;
  onRemoved: () => void;
  onClose: () => void;
}

export function RemoveTokenDialog({ token, onRemoved, onClose }: RemoveTokenProps) {
  const { t } = useTranslation('access');
  const remove = useMutation({
    mutationFn: async () =>
      requireDone(await api.DELETE('/api/v1/tokens/{token}', { params: { path: { token: token.id } } })),
    onSuccess: () => {
      onRemoved();
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('account.removeQuestion', { name: token.name })}
      submit={t('account.remove')}
      isDanger
      isOpen
      isSending={remove.isPending}
      error={remove.error}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
