import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { governmentCauses, permitKinds } from '../../api/choices';
import type { CommandAnswer, GovernmentCause, LandContract, PermitKind } from '../../api/types';
import {
  endStandstill,
  noticeIdleFee,
  recordDelivery,
  recordPermit,
  recordStandstill,
  reportFoundation,
  resumeClock,
  returnFoundation,
  stopClock,
  takeBackLand,
} from './commands';

/** What the forms of the acts ask for; each asks for its own part. */
export interface ActValues {
  date: string;
  kind: PermitKind;
  number: string;
  cause: GovernmentCause;
  reason: string;
  document: string;
  evidence: string;
  developed_area: string;
  invested: string;
}

interface ActForm {
  fields: readonly (keyof ActValues)[];
  send: (contract: LandContract, values: ActValues, key: string) => Promise<CommandAnswer>;
}

/** Acts on a contract that need more than a press of a button. */
export const actForms = {
  deliver: {
    fields: ['date'],
    send: (contract, { date }, key) => recordDelivery(contract, { delivered_on: date }, key),
  },
  permit: {
    fields: ['kind', 'number', 'date'],
    send: (contract, { kind, number, date }, key) =>
      recordPermit(contract, { kind, number, issued_on: date }, key),
  },
  report: {
    fields: ['date', 'evidence'],
    send: (contract, { date, evidence }, key) =>
      reportFoundation(contract, { reached_on: date, evidence: evidence.trim() }, key),
  },
  sendBack: {
    fields: ['reason'],
    send: (contract, { reason }, key) => returnFoundation(contract, reason, key),
  },
  stop: {
    fields: ['date', 'cause', 'reason'],
    send: (contract, { date, cause, reason }, key) => stopClock(contract, { from: date, cause, reason }, key),
  },
  resume: {
    fields: ['date'],
    send: (contract, { date }, key) => resumeClock(contract, { resumed_on: date }, key),
  },
  standstill: {
    fields: ['date', 'developed_area', 'invested'],
    send: (contract, { date, developed_area, invested }, key) =>
      recordStandstill(contract, { stopped_on: date, developed_area, invested }, key),
  },
  goOn: {
    fields: ['date'],
    send: (contract, { date }, key) => endStandstill(contract, { resumed_on: date }, key),
  },
  fee: {
    fields: ['document'],
    send: (contract, { document }, key) => noticeIdleFee(contract, { document }, key),
  },
  takeBack: {
    fields: ['document'],
    send: (contract, { document }, key) => takeBackLand(contract, { document }, key),
  },
} as const satisfies Record<string, ActForm>;

export type Act = keyof typeof actForms;

/** One field of an act's form. */
export function ActField({ name, contract }: { name: keyof ActValues; contract: LandContract }) {
  const { t } = useTranslation('land');
  const required = [{ required: true }];
  switch (name) {
    case 'date':
      return (
        <Form.Item name="date" label={t('form.date')} rules={required}>
          <Input type="date" />
        </Form.Item>
      );
    case 'kind': {
      const open = permitKinds.filter((kind) => !contract.permits.some((held) => held.kind === kind));
      return (
        <Form.Item name="kind" label={t('contract.permit')} rules={required}>
          <Select options={open.map((kind) => ({ value: kind, label: t(`permitKind.${kind}`) }))} />
        </Form.Item>
      );
    }
    case 'cause':
      return (
        <Form.Item name="cause" label={t('form.causeLabel')} rules={required}>
          <Select options={governmentCauses.map((cause) => ({ value: cause, label: t(`cause.${cause}`) }))} />
        </Form.Item>
      );
    case 'reason':
      return (
        <Form.Item name="reason" label={t('form.reason')} rules={required}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      );
    default:
      return <TextField name={name} />;
  }
}

function TextField({ name }: { name: 'number' | 'document' | 'evidence' | 'developed_area' | 'invested' }) {
  const { t } = useTranslation('land');
  const labels = {
    number: t('contract.permitNumber'),
    document: t('form.document'),
    evidence: t('form.evidence'),
    developed_area: t('form.developed'),
    invested: t('form.invested'),
  };
  return (
    <Form.Item name={name} label={labels[name]} rules={[{ required: true }]}>
      <Input maxLength={200} autoComplete="off" className="figures" />
    </Form.Item>
  );
}
