import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NewPilot, Pilot } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { FormDialog } from '../../shared/FormDialog';
import {
  concludePilot,
  describeScenario,
  type FirstUse,
  openPilot,
  type PilotResult,
  recordFirstUse,
} from './commands';
import { EvidenceFields } from './Evidence';
import { leads } from './NewKeyTaskDialog';

const required = [{ required: true }];

export function NewPilotDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('programme');
  const words = useTranslation('enums').t;
  const navigate = useNavigate();
  const [form] = Form.useForm<NewPilot>();
  const command = useCommand({
    send: (body: NewPilot, key) => openPilot(body, key),
    onRecorded: (answer) => {
      onClose();
      if (answer.id) {
        void navigate({ to: '/pilots/$pilot', params: { pilot: answer.id } });
      }
    },
  });
  return (
    <FormDialog
      title={t('action.openPilot')}
      submit={t('action.openPilot')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="measure" label={t('form.measure')} rules={required}>
        <Input.TextArea maxLength={2000} rows={2} />
      </Form.Item>
      <Form.Item name="measure_english" label={t('form.measureEnglish')} rules={required}>
        <Input.TextArea maxLength={2000} rows={2} />
      </Form.Item>
      <Form.Item name="document" label={t('pilot.document')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="issued_on" label={t('pilot.issued')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="lead" label={t('task.lead')} rules={required}>
        <Select options={leads.map((role) => ({ value: role, label: words(`role.${role}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}

interface DialogProps {
  pilot: Pilot;
  onClose: () => void;
}

export function ScenarioDialog({ pilot, onClose }: DialogProps) {
  const { t } = useTranslation('programme');
  const [form] = Form.useForm<{ scenario: string }>();
  const command = useCommand({
    send: (scenario: string, key) => describeScenario(pilot, scenario, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.scenario')}
      submit={t('action.scenario')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={({ scenario }) => command.mutate(scenario)}
      onClose={onClose}
    >
      <Form.Item name="scenario" label={t('pilot.scenario')} rules={required}>
        <Input.TextArea maxLength={2000} rows={4} />
      </Form.Item>
    </FormDialog>
  );
}

export function FirstUseDialog({ pilot, onClose }: DialogProps) {
  const { t } = useTranslation('programme');
  const [form] = Form.useForm<FirstUse>();
  const command = useCommand({
    send: (body: FirstUse, key) => recordFirstUse(pilot, body, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.firstUse')}
      submit={t('action.firstUse')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="used_on" label={t('pilot.firstUse')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <EvidenceFields />
    </FormDialog>
  );
}

export function ConcludeDialog({ pilot, onClose }: DialogProps) {
  const { t } = useTranslation('programme');
  const [form] = Form.useForm<PilotResult>();
  const command = useCommand({
    send: (body: PilotResult, key) => concludePilot(pilot, body, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.conclude')}
      submit={t('action.conclude')}
      form={form}
      initial={{ is_replicable: false }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="result" label={t('pilot.result')} rules={required}>
        <Input.TextArea maxLength={2000} rows={4} />
      </Form.Item>
      <Form.Item name="is_replicable" valuePropName="checked">
        <Checkbox>{t('pilot.replicable')}</Checkbox>
      </Form.Item>
      <EvidenceFields />
    </FormDialog>
  );
}
