import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndOfCooperation, NewActivity } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { ActionButton } from '../../ui/ActionButton';
import { partnerCan } from './capabilities';
import { endCooperation, type Partner, recordActivity } from './commands';

interface PartnerProps {
  partner: Partner;
}

/** What the desk does with a partner; what is not open now says why. */
export function PartnerActions({ partner }: PartnerProps) {
  const { t } = useTranslation('partners');
  const session = useSession();
  const [dialog, setDialog] = useState<'activity' | 'end' | null>(null);
  const close = () => setDialog(null);
  const against = partnerCan.change(partner, session);
  const reason = against === undefined ? undefined : t(against);
  return (
    <>
      <ActionButton text={t('action.end')} reasonAgainst={reason} onClick={() => setDialog('end')} />
      <ActionButton
        type="primary"
        text={t('action.activity')}
        reasonAgainst={reason}
        onClick={() => setDialog('activity')}
      />
      {dialog === 'activity' && <ActivityDialog partner={partner} onClose={close} />}
      {dialog === 'end' && <EndDialog partner={partner} onClose={close} />}
    </>
  );
}

interface DialogProps extends PartnerProps {
  onClose: () => void;
}

function ActivityDialog({ partner, onClose }: DialogProps) {
  const { t } = useTranslation('partners');
  const { zone } = useSession();
  const [form] = Form.useForm<NewActivity>();
  const command = useCommand({
    send: (body: NewActivity, key) => recordActivity(partner, body, key),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.activity')}
      submit={t('action.record')}
      form={form}
      initial={{ on: zone?.date }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="on" label={t('on')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="title" label={t('activity')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="outcome" label={t('outcome')} rules={required}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}

function EndDialog({ partner, onClose }: DialogProps) {
  const { t } = useTranslation('partners');
  const { zone } = useSession();
  const [form] = Form.useForm<EndOfCooperation>();
  const command = useCommand({
    send: (body: EndOfCooperation, key) => endCooperation(partner, body, key),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.end')}
      submit={t('action.end')}
      form={form}
      initial={{ on: zone?.date }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="on" label={t('lastDay')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="reason" label={t('action.reason')} rules={required}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
