import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import type { NewPool } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { FormDialog } from '../../shared/FormDialog';

const figures = ['cross_border_payments', 'onshore', 'offshore'] as const;
const MEMBERS_MAX = 200;

/** Files the pool of a group; one that is too small is refused with the threshold that it misses. */
export function FilePoolDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('treasury');
  const navigate = useNavigate();
  const [form] = Form.useForm<NewPool>();
  const { data: choices } = useQuery(enterpriseChoicesQuery);
  const command = useCommand({
    send: async (body: NewPool, key) =>
      dataOf(await api.POST('/api/v1/pools', { params: { header: keyHeader(key) }, body })),
    onRecorded: ({ id }) => {
      onClose();
      if (id) {
        void navigate({ to: '/pools/$pool', params: { pool: id } });
      }
    },
  });
  const enterprises = (choices ?? []).map(({ value, label }) => ({ value, label }));
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.file')}
      submit={t('action.file')}
      form={form}
      initial={{ members: [{ enterprise: '', equity: '', share_percent: '100' }] }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="lead" label={t('lead')} rules={required}>
        <Select options={enterprises} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <DecimalField name="lead_equity" label={t('form.leadEquity')} />
      <Members enterprises={enterprises} />
      <fieldset className="evidence-fields">
        <legend>{t('form.turnover')}</legend>
        <p>{t('form.turnoverLead')}</p>
        {figures.map((one) => (
          <DecimalField key={one} name={['turnover', one]} label={t(`form.${one}`)} />
        ))}
      </fieldset>
    </FormDialog>
  );
}

interface MembersProps {
  enterprises: { value: string; label: string }[];
}

function Members({ enterprises }: MembersProps) {
  const { t } = useTranslation('treasury');
  return (
    <Form.List name="members">
      {(fields, { add, remove }) => (
        <fieldset className="evidence-fields">
          <legend>{t('form.members')}</legend>
          <p>{t('form.membersLead')}</p>
          {fields.map((field) => (
            <div key={field.key}>
              <Form.Item
                name={[field.name, 'enterprise']}
                label={t('enterprise')}
                rules={[{ required: true }]}
              >
                <Select options={enterprises} showSearch={{ optionFilterProp: 'label' }} />
              </Form.Item>
              <DecimalField name={[field.name, 'equity']} label={t('form.equity')} />
              <DecimalField name={[field.name, 'share_percent']} label={t('form.share')} />
              {fields.length > 1 && (
                <Button size="small" onClick={() => remove(field.name)}>
                  {t('form.removeMember')}
                </Button>
              )}
            </div>
          ))}
          <Button
            size="small"
            onClick={() => add({ share_percent: '100' })}
            disabled={fields.length >= MEMBERS_MAX}
          >
            {t('form.addMember')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

interface DecimalFieldProps {
  name: string | (string | number)[];
  label: string;
}

function DecimalField({ name, label }: DecimalFieldProps) {
  const { t } = useTranslation('treasury');
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required: true, pattern: /^\d+(\.\d+)?$/, message: t('form.notNegative') }]}
    >
      <Input className="figures" inputMode="decimal" autoComplete="off" />
    </Form.Item>
  );
}
