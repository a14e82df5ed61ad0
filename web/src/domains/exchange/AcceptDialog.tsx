import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Consignment, Item } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { FormDialog } from '../../shared/FormDialog';
import { acceptConsignment } from './commands';
import { booksToChooseQuery, itemsToChooseQuery } from './queries';

interface Chosen {
  book: string;
  /** Item by line. */
  items: Record<string, number>;
}

type Line = Consignment['lines'][number];

function fits(line: Line, item: Item): boolean {
  return item.hs_code === line.hs_code && item.measure === line.measure && item.currency === line.currency;
}

/** Says in which book, and under which items, the goods are booked. */
export function AcceptDialog({ consignment, onClose }: { consignment: Consignment; onClose: () => void }) {
  const { t } = useTranslation('exchange');
  const [form] = Form.useForm<Chosen>();
  const book = Form.useWatch('book', form);
  const { data: books = [] } = useQuery(booksToChooseQuery(consignment.enterprise));
  const { data: items = [] } = useQuery(itemsToChooseQuery(book));
  const command = useCommand({
    send: (chosen: Chosen, key) => {
      const lines = consignment.lines.map(({ line }) => ({ line, item: chosen.items[line] ?? 0 }));
      return acceptConsignment(consignment, { book: chosen.book, lines }, key);
    },
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.acceptTitle', { number: consignment.number })}
      submit={t('action.accept')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(chosen) => command.mutate(chosen)}
      onClose={onClose}
    >
      <p>{t('form.acceptHint')}</p>
      <Form.Item name="book" label={t('form.into')} rules={[{ required: true }]}>
        <Select options={books.map((one) => ({ value: one.id, label: one.number }))} />
      </Form.Item>
      {book !== undefined &&
        consignment.lines.map((line) => (
          <Form.Item
            key={line.line}
            name={['items', String(line.line)]}
            label={t('form.placeOf', { line: line.line, name: line.name })}
            rules={[{ required: true }]}
          >
            <Select
              notFoundContent={t('form.noFittingItem')}
              options={items
                .filter((item) => fits(line, item))
                .map((item) => ({ value: item.number, label: `${item.number} · ${item.name}` }))}
            />
          </Form.Item>
        ))}
    </FormDialog>
  );
}
