import { Form, type FormInstance, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../api/ProblemAlert';

interface FormDialogProps<Values extends object> {
  title: string;
  submit: string;
  form: FormInstance<Values>;
  initial?: Partial<Values>;
  isSending: boolean;
  error: unknown;
  /** For forms with a table in them; a phone shows it as wide as it is. */
  width?: number;
  onSubmit: (values: Values) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A short form in a dialog that stays open, with its words, when the server does not accept it. */
export function FormDialog<Values extends object>(props: FormDialogProps<Values>) {
  const { t } = useTranslation('ui');
  return (
    <Modal
      title={props.title}
      open
      width={props.width}
      onCancel={props.onClose}
      onOk={() => props.form.submit()}
      okText={props.submit}
      cancelText={t('cancel')}
      confirmLoading={props.isSending}
    >
      <Form<Values>
        form={props.form}
        layout="vertical"
        initialValues={props.initial}
        onFinish={props.onSubmit}
        style={{ marginTop: 12 }}
      >
        {props.children}
      </Form>
      <ProblemAlert error={props.error} />
    </Modal>
  );
}
