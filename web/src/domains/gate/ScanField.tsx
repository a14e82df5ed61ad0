import { Button, type GetRef, Input } from 'antd';
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isNote, isWholeNote } from './note';

export type ScanFieldRef = GetRef<typeof Input.TextArea>;

interface ScanFieldProps {
  field: RefObject<ScanFieldRef | null>;
  isBusy: boolean;
  onScan: (text: string) => void;
}

/** Whether what is typed now would be lost: nothing that takes text has the focus. */
function takesNoText(element: Element | null): boolean {
  return element === null || !element.matches('input, textarea, select, [contenteditable="true"]');
}

/**
 * Where the scanner types. A note has several lines, and a scanner ends each with Enter: it is read once its signature is
 * whole; everything else at the first Enter. What is typed while no field has the focus comes here.
 */
export function ScanField({ field, isBusy, onScan }: ScanFieldProps) {
  const { t } = useTranslation('gate');
  const id = useId();
  const [text, setText] = useState('');
  useEffect(() => {
    const catchTyping = (event: globalThis.KeyboardEvent) => {
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isInDialog = document.querySelector('[role="dialog"]') !== null;
      if (isLetter && event.key !== ' ' && !isInDialog && takesNoText(document.activeElement)) {
        field.current?.focus();
      }
    };
    window.addEventListener('keydown', catchTyping);
    return () => window.removeEventListener('keydown', catchTyping);
  }, [field]);
  const scan = (whole: string) => {
    setText('');
    if (whole.trim() !== '') {
      onScan(whole);
    }
  };
  const onEnter = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isNote(text) && !isWholeNote(text)) {
      return;
    }
    event.preventDefault();
    scan(text);
  };
  const onChange = (next: string) => {
    // A pasted note, or one typed by a scanner without a last Enter, is read as soon as it is whole.
    const isPasted = next.length - text.length > 40;
    if (isPasted && isNote(next) && isWholeNote(next)) {
      scan(next);
    } else {
      setText(next);
    }
  };
  return (
    <div className="lane-scan">
      <label htmlFor={id}>{t('scan.label')}</label>
      <div className="lane-scan-row">
        <Input.TextArea
          id={id}
          ref={field}
          autoFocus
          autoSize={{ minRows: 1, maxRows: 2 }}
          autoComplete="off"
          spellCheck={false}
          value={text}
          placeholder={t('scan.placeholder')}
          onChange={(event) => onChange(event.target.value)}
          onPressEnter={onEnter}
        />
        <Button type="primary" loading={isBusy} onClick={() => scan(text)}>
          {t('scan.read')}
        </Button>
      </div>
    </div>
  );
}
