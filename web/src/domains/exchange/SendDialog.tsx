import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NewConsignment } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { actsFor, useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { useLocalName } from '../../shared/localName';
import { submitConsignment } from './commands';
import { booksToChooseQuery, itemsToChooseQuery, partnerZonesQuery } from './queries';

const required = [{ required: true }];

/** Asks customs to let goods of a book leave for an enterprise of a partner zone. */
export function SendDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('exchange');
  const session = useSession();
  const nameOf = useLocalName();
  const navigate = useNavigate();
  const [form] = Form.useForm<NewConsignment>();
  const book = Form.useWatch('book', form);
  const { data: books = [] } = useQuery(booksToChooseQuery());
  const { data: partners = [] } = useQuery(partnerZonesQuery);
  const { data: items = [] } = useQuery(itemsToChooseQuery(book));
  const command = useCommand({
    send: submitConsignment,
    onRecorded: ({ id }) => {
      onClose();
      if (id) {
        void navigate({ to: '/exchange/$consignment', params: { consignment: id } });
      }
    },
  });
  const decimal = [{ required: true, pattern: /^\d+(\.\d+)?$/, message: t('form.decimal') }];
  return (
    <FormDialog
      title={t('action.sendTitle')}
      submit={t('action.submit')}
      form={form}
      initial={{ lines: [{}] } as Partial<NewConsignment>}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="book" label={t('form.book')} rules={required}>
        <Select
          options={books
            .filter((one) => actsFor(session, one.enterprise))
            .map((one) => ({ value: one.id, label: `${one.number} · ${one.enterprise_name}` }))}
        />
      </Form.Item>
      <Form.Item name="partner" label={t('partner')} rules={required}>
        <Select
          options={partners
            .filter((one) => one.status === 'active')
            .map((one) => ({ value: one.code, label: nameOf(one) }))}
        />
      </Form.Item>
      <Form.Item name="recipient" label={t('form.recipient')} rules={[{ required: true, len: 18 }]}>
        <Input className="figures" autoComplete="off" maxLength={18} />
      </Form.Item>
      <Form.List name="lines">
        {(lines, { add, remove }) => (
          <>
            {lines.map(({ key, name }) => (
              <fieldset key={key} className="form-row">
                <legend>{t('form.line', { number: name + 1 })}</legend>
                <Form.Item name={[name, 'item']} label={t('form.item')} rules={required}>
                  <Select
                    options={items.map((item) => ({
                      value: item.number,
                      label: `${item.number} · ${item.name} · ${item.available} ${item.measure}`,
                    }))}
                    onChange={(chosen: number) => {
                      const filed = items.find((item) => item.number === chosen)?.unit_price;
                      form.setFieldValue(['lines', name, 'unit_price'], filed);
                    }}
                  />
                </Form.Item>
                <Form.Item name={[name, 'quantity']} label={t('quantity')} rules={decimal}>
                  <Input className="figures" inputMode="decimal" autoComplete="off" />
                </Form.Item>
                <Form.Item name={[name, 'unit_price']} label={t('unitPrice')} rules={decimal}>
                  <Input className="figures" inputMode="decimal" autoComplete="off" />
                </Form.Item>
                {lines.length > 1 && (
                  <Button size="small" onClick={() => remove(name)}>
                    {t('form.removeLine', { number: name + 1 })}
                  </Button>
                )}
              </fieldset>
            ))}
            <Button onClick={() => add({})}>{t('form.addLine')}</Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  );
}
