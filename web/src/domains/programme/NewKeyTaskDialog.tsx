import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { roles } from '../../api/choices';
import type { NewKeyTask } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { FormDialog } from '../../shared/FormDialog';
import { addKeyTask } from './commands';

interface Props {
  programme: string;
  nextNumber: number;
  onClose: () => void;
}

/** Desks and customs lead tasks; readers, gates and enterprises do not. */
export const leads = roles.filter(
  (role) => role === 'customs_officer' || (role.endsWith('_officer') && role !== 'enterprise_officer'),
);

export function NewKeyTaskDialog({ programme, nextNumber, onClose }: Props) {
  const { t } = useTranslation('programme');
  const words = useTranslation('enums').t;
  const [form] = Form.useForm<NewKeyTask>();
  const command = useCommand({
    send: (body: NewKeyTask, key) => addKeyTask(programme, body, key),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.addTask')}
      submit={t('action.addTask')}
      form={form}
      initial={{ number: nextNumber, milestones: [] }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate({ ...values, milestones: values.milestones ?? [] })}
      onClose={onClose}
    >
      <Form.Item name="number" label={t('form.number')} rules={required}>
        <InputNumber min={1} precision={0} />
      </Form.Item>
      <Form.Item name="title" label={t('form.name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="title_english" label={t('form.nameEnglish')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="lead" label={t('task.lead')} rules={required}>
        <Select options={leads.map((role) => ({ value: role, label: words(`role.${role}`) }))} />
      </Form.Item>
      <Form.Item name="due" label={t('task.due')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.List name="milestones">
        {(fields, { add, remove }) => (
          <fieldset className="evidence-fields">
            <legend>{t('milestone.title')}</legend>
            {fields.map((field) => (
              <div key={field.key}>
                <Form.Item name={[field.name, 'title']} label={t('form.name')} rules={required}>
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item
                  name={[field.name, 'title_english']}
                  label={t('form.nameEnglish')}
                  rules={required}
                >
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item name={[field.name, 'due']} label={t('task.due')} rules={required}>
                  <Input type="date" />
                </Form.Item>
                <Button size="small" onClick={() => remove(field.name)}>
                  {t('evidence.remove')}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({})} disabled={fields.length >= 50}>
              {t('milestone.add')}
            </Button>
          </fieldset>
        )}
      </Form.List>
    </FormDialog>
  );
}
