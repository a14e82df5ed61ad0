import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../api/ProblemAlert';

interface ReasonDialogProps {
  title: string;
  label: string;
  submit: string;
  isOpen: boolean;
  isSending: boolean;
  error: unknown;
  onSubmit: (reason: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks for the words that a decision against a request has to state. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useTranslation('ui');
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      title={props.title}
      open={props.isOpen}
      onCancel={props.onClose}
      onOk={() => form.submit()}
      okText={props.submit}
      cancelText={t('cancel')}
      confirmLoading={props.isSending}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} onFinish={({ reason }) => props.onSubmit(reason)}>
        {props.children}
        <Form.Item name="reason" label={props.label} rules={[{ required: true }]}>
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
      </Form>
      <ProblemAlert error={props.error} />
    </Modal>
  );
}
