import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { ProblemAlert } from '../../api/ProblemAlert';
import { dataOf } from '../../api/problem';
import type { Book } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { instantOf, zoneTimeNow } from '../../ui/zoneTime';
import { bomsQuery } from './queries';

interface ProductionForm {
  made: string;
  quantity: string;
  occurredAt: string;
  externalId: string;
}

/** Reports that products were made under a version; for books that consume at production. */
export function ProductionDialog({ book, onClose }: { book: Book; onClose: () => void }) {
  const { t } = useTranslation('books');
  const ui = useTranslation('ui').t;
  const [form] = Form.useForm<ProductionForm>();
  const { data } = useQuery(bomsQuery(book.id, {}, 200));
  const versions = (data?.rows ?? []).filter((bom) => bom.status === 'approved');
  const command = useCommand({
    send: async (values: ProductionForm) => {
      const [product = '', version = ''] = values.made.split(' ');
      const body = {
        source: 'console',
        external_id: values.externalId,
        occurred_at: instantOf(values.occurredAt) ?? values.occurredAt,
        book: book.id,
        product: Number(product),
        version,
        quantity: values.quantity,
      };
      return dataOf(await api.POST('/api/v1/reports/productions', { body }));
    },
    onRecorded: onClose,
  });
  return (
    <Modal
      title={t('production.title')}
      open
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('production.submit')}
      cancelText={ui('cancel')}
      confirmLoading={command.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ occurredAt: zoneTimeNow(Date.now()).slice(0, 16) }}
        onFinish={(values) => command.mutate(values)}
      >
        <Form.Item
          name="made"
          label={`${t('production.product')} · ${t('production.version')}`}
          rules={[{ required: true }]}
        >
          <Select
            options={versions.map((bom) => ({
              value: `${bom.product} ${bom.version}`,
              label: `${bom.product} · ${bom.version}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="quantity" label={t('production.quantity')} rules={[{ required: true }]}>
          <Input inputMode="decimal" className="figures" />
        </Form.Item>
        <Form.Item name="occurredAt" label={t('production.occurredAt')} rules={[{ required: true }]}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="externalId" label={t('production.externalId')} rules={[{ required: true }]}>
          <Input maxLength={100} />
        </Form.Item>
      </Form>
      <ProblemAlert error={command.error} />
    </Modal>
  );
}
