import { useNavigate } from '@tanstack/react-router';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { disclosureKinds } from '../../api/choices';
import type { Disclosure, DisclosureKind, NewAssessment } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { assessDisclosure, disclose } from './commands';
import { type HolderDraft, HolderField, holderOf } from './HolderField';

interface Draft {
  title: string;
  kind: DisclosureKind;
  field: string;
  owner: HolderDraft;
}

/** What was found out, and who owns it. The desk discloses for anyone, an officer for the own enterprises. */
export function DiscloseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('technology');
  const session = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<Draft>();
  const own = holds(session, 'investment_officer') ? undefined : session.enterprises;
  const command = useCommand({
    send: ({ owner, ...body }: Draft, key) => disclose({ ...body, owner: holderOf(owner) }, key),
    onRecorded: ({ id }) => {
      onClose();
      if (id) {
        void navigate({ to: '/technology/disclosures/$disclosure', params: { disclosure: id } });
      }
    },
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.disclose')}
      submit={t('action.disclose')}
      form={form}
      initial={{ kind: 'invention', owner: { kind: 'enterprise', enterprise: own?.[0]?.id } }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(draft) => command.mutate(draft)}
      onClose={onClose}
    >
      <p>{t('form.discloseLead')}</p>
      <Form.Item name="title" label={t('titleName')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="kind" label={t('kindName')} rules={required}>
        <Select options={disclosureKinds.map((one) => ({ value: one, label: t(`disclosureKind.${one}`) }))} />
      </Form.Item>
      <Form.Item name="field" label={t('field')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <HolderField name="owner" label={t('owner')} own={own} />
    </FormDialog>
  );
}

interface Judgement {
  level: number;
  evidence: string;
  outcome: NewAssessment['outcome']['kind'];
  until?: string;
  reason: string;
}

function assessmentOf({ outcome, until, ...rest }: Judgement): NewAssessment {
  return {
    ...rest,
    outcome: outcome === 'deferred' ? { kind: outcome, until: until ?? '' } : { kind: outcome },
  };
}

/** The readiness level with what shows it, and whether the desk takes the disclosure up. */
export function AssessDialog({ disclosure, onClose }: { disclosure: Disclosure; onClose: () => void }) {
  const { t } = useTranslation('technology');
  const [form] = Form.useForm<Judgement>();
  const outcome = Form.useWatch('outcome', form);
  const command = useCommand({
    send: (judgement: Judgement, key) => assessDisclosure(disclosure, assessmentOf(judgement), key),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.assess')}
      submit={t('action.assess')}
      form={form}
      initial={{ outcome: 'accepted' }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(judgement) => command.mutate(judgement)}
      onClose={onClose}
    >
      <Form.Item name="level" label={t('level')} extra={t('form.levelHint')} rules={required}>
        <InputNumber min={1} max={9} precision={0} />
      </Form.Item>
      <Form.Item name="evidence" label={t('evidence')} rules={required}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Form.Item name="outcome" label={t('outcome')} rules={required}>
        <Select
          options={(['accepted', 'declined', 'deferred'] as const).map((one) => ({
            value: one,
            label: t(`disclosureStatus.${one}`),
          }))}
        />
      </Form.Item>
      {outcome === 'deferred' && (
        <Form.Item name="until" label={t('form.until')} rules={required}>
          <Input type="date" />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t('reason')} rules={required}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
