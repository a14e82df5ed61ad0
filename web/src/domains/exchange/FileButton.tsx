import { Button } from 'antd';
import { useRef } from 'react';
import { ActionButton } from '../../ui/ActionButton';

interface FileButtonProps {
  text: string;
  type?: 'primary' | 'default';
  size?: 'small' | 'middle';
  loading?: boolean;
  /** Why no file may be given now. */
  reasonAgainst?: string;
  onText: (text: string) => void;
}

/** A button that reads a file as text and hands it on unchanged. */
export function FileButton({ text, type, size, loading, reasonAgainst, onText }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  if (reasonAgainst !== undefined) {
    return <ActionButton text={text} size={size} reasonAgainst={reasonAgainst} onClick={() => undefined} />;
  }
  return (
    <>
      <Button type={type} size={size} loading={loading} onClick={() => input.current?.click()}>
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={text}
        accept=".json,application/json"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again once its refusal is understood.
          event.target.value = '';
          void file?.text().then(onText);
        }}
      />
    </>
  );
}
