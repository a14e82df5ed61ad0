import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lookUp, useCatalogue } from '../../i18n/useWords';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { entriesToCiteQuery } from './queries';

interface Citation {
  position: number;
  shows: string;
}

/** Entries that prove something, each with its receipt. */
export function EvidenceList({ evidence }: { evidence: readonly Citation[] }) {
  return (
    <ul className="count-list">
      {evidence.map((citation) => (
        <li key={citation.position}>
          <span>
            <EntryLink position={citation.position} /> · {citation.shows}
          </span>
          <ReceiptButton position={citation.position} />
        </li>
      ))}
    </ul>
  );
}

/** Chooses entries of the journal and says in a few words what each shows. */
export function EvidenceFields() {
  const { t } = useTranslation('programme');
  return (
    <Form.List name="evidence" initialValue={[{}]}>
      {(fields, { add, remove }) => (
        <fieldset className="evidence-fields">
          <legend>{t('evidence.title')}</legend>
          <p>{t('evidence.lead')}</p>
          {fields.map((field) => (
            <div key={field.key}>
              <Form.Item
                name={[field.name, 'position']}
                label={t('evidence.entry')}
                rules={[{ required: true }]}
              >
                <EntryChoice />
              </Form.Item>
              <Form.Item
                name={[field.name, 'shows']}
                label={t('evidence.shows')}
                rules={[{ required: true }]}
              >
                <Input maxLength={200} />
              </Form.Item>
              {fields.length > 1 && (
                <Button size="small" onClick={() => remove(field.name)}>
                  {t('evidence.remove')}
                </Button>
              )}
            </div>
          ))}
          <Button size="small" onClick={() => add({})} disabled={fields.length >= 20}>
            {t('evidence.add')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

interface EntryChoiceProps {
  id?: string;
  value?: number;
  onChange?: (position: number) => void;
}

function EntryChoice({ id, value, onChange }: EntryChoiceProps) {
  const words = useCatalogue();
  const [text, setText] = useState('');
  const { data: entries, isFetching } = useQuery(entriesToCiteQuery(text));
  const options = (entries ?? []).map((entry) => ({
    value: entry.position,
    label: `${entry.position} · ${lookUp(words.journal.kinds, entry.kind)} · ${entry.summary.map((fact) => fact.value).join(' · ')}`,
  }));
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      options={options}
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setText }}
    />
  );
}
