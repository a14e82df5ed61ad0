import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pauses } from '../../api/choices';
import type { Book, Item, Pause } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { pauseItem } from './commands';

interface ItemPauseDialogProps {
  book: Book;
  item: Item;
  onClose: () => void;
}

/** Customs pauses or resumes directions of one item, and says why. */
export function ItemPauseDialog({ book, item, onClose }: ItemPauseDialogProps) {
  const { t } = useTranslation('books');
  const words = useTranslation('enums').t;
  const [pause, setPause] = useState<Pause>(item.pause);
  const command = useCommand({
    send: (body: { pause: Pause; reason: string }, key) => pauseItem(book, item, body, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('action.pauseItemTitle', { item: item.number, part: item.part_number })}
      label={t('action.reason')}
      submit={t('action.pause')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate({ pause, reason })}
      onClose={onClose}
    >
      <Form.Item label={t('action.direction')} htmlFor="item-pause-direction">
        <Select<Pause>
          id="item-pause-direction"
          value={pause}
          onChange={setPause}
          options={pauses.map((one) => ({ value: one, label: words(`pause.${one}`) }))}
        />
      </Form.Item>
    </ReasonDialog>
  );
}
