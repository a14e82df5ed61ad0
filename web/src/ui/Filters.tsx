import { Input, Select } from 'antd';
import { useId, useState } from 'react';

interface TextFilterProps {
  label: string;
  value: string | undefined;
  placeholder?: string;
  onChange: (value: string | undefined) => void;
}

/** A text filter that acts on Enter or when it is left, so that half a word asks the server nothing. */
export function TextFilter({ label, value, placeholder, onChange }: TextFilterProps) {
  // The key makes a filter that was changed through the URL start anew.
  return <TextFilterInput key={value ?? ''} {...{ label, value, placeholder, onChange }} />;
}

function TextFilterInput({ label, value, placeholder, onChange }: TextFilterProps) {
  const id = useId();
  const [draft, setDraft] = useState(value ?? '');
  const apply = (text: string) => {
    const wanted = text.trim() === '' ? undefined : text.trim();
    if (wanted !== value) {
      onChange(wanted);
    }
  };
  return (
    <label htmlFor={id}>
      {label}
      <Input.Search
        id={id}
        value={draft}
        allowClear
        placeholder={placeholder}
        onChange={(event) => setDraft(event.target.value)}
        onSearch={apply}
        onBlur={() => apply(draft)}
      />
    </label>
  );
}

interface ChoiceFilterProps<Word extends string> {
  label: string;
  anyLabel: string;
  value: Word | undefined;
  choices: readonly { value: Word; label: string }[];
  onChange: (value: Word | undefined) => void;
}

/** A filter that is one of a few words, or any. */
export function ChoiceFilter<Word extends string>(props: ChoiceFilterProps<Word>) {
  const id = useId();
  return (
    <label htmlFor={id}>
      {props.label}
      <Select<Word | ''>
        id={id}
        value={props.value ?? ''}
        options={[{ value: '' as const, label: props.anyLabel }, ...props.choices]}
        onChange={(chosen) => props.onChange(chosen === '' ? undefined : chosen)}
        popupMatchSelectWidth={false}
      />
    </label>
  );
}
