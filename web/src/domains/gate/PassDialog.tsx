import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Warning } from './laneSlip';

interface PassDialogProps {
  plate: string;
  warnings: readonly Warning[];
  onRecord: () => void;
  onClose: () => void;
}

/** Before a passage is recorded that contradicts the record: what it contradicts, and that it is recorded as a fact. */
export function PassDialog({ plate, warnings, onRecord, onClose }: PassDialogProps) {
  const { t } = useTranslation('gate');
  const ui = useTranslation('ui').t;
  return (
    <Modal
      open
      title={t('pass.title', { plate })}
      okText={t('pass.record')}
      okButtonProps={{ danger: true, size: 'large' }}
      cancelText={ui('cancel')}
      // A scanner's Enter must not confirm: the safe button has the focus.
      cancelButtonProps={{ autoFocus: true, size: 'large' }}
      onOk={onRecord}
      onCancel={onClose}
    >
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{t(`warning.${warning}`)}</li>
        ))}
      </ul>
      <p>{t('pass.text')}</p>
    </Modal>
  );
}
