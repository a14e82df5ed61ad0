import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../api/types';
import { StatusLabel } from '../ui/StatusLabel';
import { EntryLink } from './History';

/** What a statement rests on: declared or inferred, when, and the entry that recorded it. */
export function EvidenceText({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('chain');
  const isDeclared = evidence.kind === 'declared';
  return (
    <span>
      <StatusLabel tone={isDeclared ? 'done' : 'neutral'} text={t(`evidence.${evidence.kind}`)} />{' '}
      {evidence.is_stale && <StatusLabel tone="attention" text={t('evidence.stale')} />}{' '}
      <span className="figures">{evidence.dated}</span> · {evidence.text} ·{' '}
      <EntryLink position={evidence.position} />
    </span>
  );
}

/** The fields of evidence in a form; names begin with `evidence`. */
export function EvidenceFields() {
  const { t } = useTranslation('chain');
  return (
    <>
      <Form.Item name={['evidence', 'kind']} label={t('evidence.label')} rules={[{ required: true }]}>
        <Select
          options={(['declared', 'inferred'] as const).map((kind) => ({
            value: kind,
            label: t(`evidence.${kind}`),
          }))}
        />
      </Form.Item>
      <Form.Item name={['evidence', 'text']} label={t('evidence.text')} rules={[{ required: true }]}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name={['evidence', 'dated']} label={t('evidence.dated')} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
    </>
  );
}
