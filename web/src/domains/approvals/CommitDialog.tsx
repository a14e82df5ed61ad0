import { useQuery } from '@tanstack/react-query';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Application, Notice } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { commit } from './commands';
import { NoticeText } from './NoticeText';
import { matterQuery } from './queries';

interface CommitDialogProps {
  application: Application;
  onClose: () => void;
}

/** Shows the notice as it stands and takes the commitment to exactly this text. */
export function CommitDialog({ application, onClose }: CommitDialogProps) {
  const { t } = useTranslation('approvals');
  const ui = useTranslation('ui').t;
  const { data, error } = useQuery(matterQuery(application.matter));
  const [isRead, setRead] = useState(false);
  const command = useCommand({
    send: (notice: Notice, key) => commit(application, notice, key),
    onRecorded: onClose,
  });
  const notice = data?.notices[0];
  return (
    <Modal
      title={t('dialog.commit', { project: application.project })}
      open
      width={680}
      onCancel={onClose}
      onOk={() => notice && command.mutate(notice)}
      okText={t('action.commit')}
      okButtonProps={{ disabled: notice === undefined || !isRead }}
      cancelText={ui('cancel')}
      confirmLoading={command.isPending}
    >
      <ProblemAlert error={error} />
      {notice && (
        <>
          <NoticeText notice={notice} />
          <Checkbox checked={isRead} onChange={(event) => setRead(event.target.checked)}>
            {t('dialog.commitRead', { version: notice.version })}
          </Checkbox>
        </>
      )}
      <ProblemAlert error={command.error} />
    </Modal>
  );
}
