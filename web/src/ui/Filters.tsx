import { Input, Select } from 'antd';
import { useId, useState } from 'react';

interface TextFilterProps {
  label: string;
  value: string | undefined;
  placeholder?: string;
  /** For texts as long as an id. */
  isWide?: boolean;
  onChange: (value: string | undefined) => void;
}

/** A text filter that acts on Enter or when it is left, so that half a word asks the server nothing. */
export function TextFilter(props: TextFilterProps) {
  // The key makes a filter that was changed through the URL start anew.
  return <TextFilterInput key={props.value ?? ''} {...props} />;
}

function TextFilterInput({ label, value, placeholder, isWide, onChange }: TextFilterProps) {
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
        style={isWide ? { width: 'min(100%, 380px)' } : {}}
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
