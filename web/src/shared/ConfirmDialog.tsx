import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../api/ProblemAlert';

interface ConfirmDialogProps {
  title: string;
  submit: string;
  isDanger?: boolean;
  isOpen: boolean;
  isSending: boolean;
  error: unknown;
  onSubmit: () => void;
  onClose: () => void;
}

/** Asks once more before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('ui');
  return (
    <Modal
      title={props.title}
      open={props.isOpen}
      onCancel={props.onClose}
      onOk={props.onSubmit}
      okText={props.submit}
      okButtonProps={{ danger: props.isDanger ?? false }}
      cancelText={t('cancel')}
      confirmLoading={props.isSending}
      destroyOnHidden
    >
      <ProblemAlert error={props.error} />
    </Modal>
  );
}
