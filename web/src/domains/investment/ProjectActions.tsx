import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { InvestmentProject } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { AmendProjectDialog, NameEnterpriseDialog } from './ContentDialogs';
import { type Against, projectCan } from './capabilities';
import { advanceProject, dropProject, screenProject } from './commands';

interface ProjectProps {
  project: InvestmentProject;
}

/** What the desk does with a project; what is not open now says why. */
export function ProjectActions({ project }: ProjectProps) {
  const { t } = useTranslation('investment');
  const session = useSession();
  const [dialog, setDialog] = useState<'advance' | 'amend' | 'drop' | 'name' | null>(null);
  const screen = useCommand({
    send: (edition: string, key) => screenProject(project, edition, key),
  });
  const close = () => setDialog(null);
  const reason = (against: Against | undefined) => (against === undefined ? undefined : t(against));
  return (
    <>
      <ActionButton
        text={t('action.drop')}
        reasonAgainst={reason(projectCan.drop(project, session))}
        onClick={() => setDialog('drop')}
      />
      <ActionButton
        text={t('action.amend')}
        reasonAgainst={reason(projectCan.amend(project, session))}
        onClick={() => setDialog('amend')}
      />
      <ActionButton
        text={t('action.name')}
        reasonAgainst={reason(projectCan.name(project, session))}
        onClick={() => setDialog('name')}
      />
      <ActionButton
        text={t('action.screen')}
        loading={screen.isPending}
        reasonAgainst={reason(projectCan.screen(project, session))}
        onClick={() => screen.mutate(project.edition_in_force ?? '')}
      />
      <ActionButton
        type="primary"
        text={t('action.advance')}
        reasonAgainst={reason(projectCan.advance(project, session))}
        onClick={() => setDialog('advance')}
      />
      <ProblemAlert error={screen.error} />
      {dialog === 'advance' && <AdvanceDialog project={project} onClose={close} />}
      {dialog === 'amend' && <AmendProjectDialog project={project} onClose={close} />}
      {dialog === 'name' && <NameEnterpriseDialog project={project} onClose={close} />}
      {dialog === 'drop' && <DropDialog project={project} onClose={close} />}
    </>
  );
}

interface DialogProps extends ProjectProps {
  onClose: () => void;
}

function AdvanceDialog({ project, onClose }: DialogProps) {
  const { t } = useTranslation('investment');
  const [form] = Form.useForm<{ on: string; note: string }>();
  const stage = project.next_stage;
  const command = useCommand({
    send: (values: { on: string; note?: string }, key) =>
      advanceProject(project, { stage: stage ?? 'lead', on: values.on, note: values.note ?? '' }, key),
    onRecorded: onClose,
  });
  if (stage === null) {
    return null;
  }
  return (
    <FormDialog
      title={t('action.advanceTo', { stage: t(`stage.${stage}`) })}
      submit={t('action.advance')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="on" label={t('on')} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="note" label={t('note')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}

function DropDialog({ project, onClose }: DialogProps) {
  const { t } = useTranslation('investment');
  const command = useCommand({
    send: (reason: string, key) => dropProject(project, reason, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('action.drop')}
      label={t('action.reason')}
      submit={t('action.drop')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate(reason)}
      onClose={onClose}
    />
  );
}
