import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { supplyModes } from '../../api/choices';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { SupplyMode } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { PageHeading } from '../../ui/PageHeading';
import { registerParcel } from './commands';
import { type PartDraft, PartFields, partOf } from './PartFields';

interface Draft extends PartDraft {
  area: string;
  supply_mode: SupplyMode;
  price: string;
}

export function NewParcelPage() {
  const { t } = useTranslation('land');
  const navigate = useNavigate();
  const command = useCommand({
    send: (draft: Draft, key) => {
      const { area, supply_mode, price } = draft;
      return registerParcel({ ...partOf(draft), area, supply_mode, price }, key);
    },
    onRecorded: (answer) => {
      if (answer.id) {
        void navigate({ to: '/land/parcels/$parcel', params: { parcel: answer.id } });
      }
    },
  });
  const required = [{ required: true }];
  return (
    <>
      <PageHeading title={t('action.register')} lead={t('form.registerLead')} />
      <section className="panel">
        <Form<Draft> layout="vertical" style={{ maxWidth: 620 }} onFinish={(draft) => command.mutate(draft)}>
          <PartFields />
          <Form.Item name="area" label={t('area')} rules={required}>
            <Input className="figures" inputMode="decimal" autoComplete="off" />
          </Form.Item>
          <Form.Item name="supply_mode" label={t('mode')} rules={required}>
            <Select options={supplyModes.map((mode) => ({ value: mode, label: t(`supplyMode.${mode}`) }))} />
          </Form.Item>
          <Form.Item name="price" label={t('price')} rules={required}>
            <Input className="figures" inputMode="decimal" autoComplete="off" />
          </Form.Item>
          <ProblemAlert error={command.error} />
          <Button type="primary" htmlType="submit" loading={command.isPending} style={{ marginTop: 12 }}>
            {t('action.register')}
          </Button>
        </Form>
      </section>
    </>
  );
}
