import { QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/ShortId';

/** What a QR code of the lowest correction takes, in bytes. */
const BYTES_MAX = 2900;

/** The signed note of a slip as a QR code. A note too long for one code is told, not cut: the lane types the number then. */
export function NoteCode({ note, size }: { note: string; size: number }) {
  const { t } = useTranslation('slips');
  const bytes = new TextEncoder().encode(note).length;
  if (bytes > BYTES_MAX) {
    return <p>{t('paper.tooLong')}</p>;
  }
  return (
    <QRCode
      aria-label={t('paper.code')}
      value={note}
      type="svg"
      size={size}
      errorLevel="L"
      bordered={false}
      marginSize={2}
    />
  );
}

export function CopyNote({ note }: { note: string }) {
  const { t } = useTranslation('slips');
  return <CopyButton text={note} label={t('paper.copy')} />;
}
