import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { shortenId } from './format';

/** Copies text; browsers offer the clipboard on secure origins alone, so failing is an ordinary answer. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('ui');
  const { message } = App.useApp();
  const onClick = async () => {
    if (await copy(text)) {
      message.success(t('copied'));
    } else {
      message.warning(t('copyFailed', { text }));
    }
  };
  return (
    <Tooltip title={label}>
      <Button type="text" size="small" icon={<CopyOutlined />} aria-label={label} onClick={onClick} />
    </Tooltip>
  );
}

/** An id shortened for reading, whole for copying. */
export function ShortId({ id }: { id: string }) {
  const { t } = useTranslation('ui');
  return (
    <span className="shortened-id">
      <span title={id}>{shortenId(id)}</span>
      <CopyButton text={id} label={t('copyId', { id: shortenId(id) })} />
    </span>
  );
}
