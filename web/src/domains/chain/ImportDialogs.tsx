import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ChainLinks, NewChain, NewFirms, NewProducts } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { useLocalName } from '../../shared/localName';
import { type Cells, RowsDialog } from '../../shared/RowsDialog';
import { scopesQuery } from '../../shared/scopes';
import type { GridColumn } from '../../ui/GridEditor';
import { defineChain, importFirms, importProducts } from './commands';

interface DialogProps {
  onClose: () => void;
}

function useNameColumns(): GridColumn[] {
  const { t } = useTranslation('chain');
  return [
    { key: 'code', title: t('code'), width: 110 },
    { key: 'name', title: t('form.name'), width: 140 },
    { key: 'name_english', title: t('form.nameEnglish'), width: 140 },
  ];
}

function named(cell: Cells): { code: string; name: string; name_english: string } {
  return { code: cell('code'), name: cell('name'), name_english: cell('name_english') };
}

/** Products of the register, one a row. */
export function ImportProductsDialog({ onClose }: DialogProps) {
  const { t } = useTranslation('chain');
  const [form] = Form.useForm<object>();
  const names = useNameColumns();
  const command = useCommand({ send: importProducts, onRecorded: onClose });
  const bodyOf = (rows: Cells[]): NewProducts => ({
    products: rows.map((cell) => ({ ...named(cell), hs_code: cell('hs_code') || null })),
  });
  return (
    <RowsDialog
      title={t('action.importProducts')}
      submit={t('action.import')}
      lead={t('form.importLead')}
      form={form}
      columns={[...names, { key: 'hs_code', title: t('hsCode'), width: 120 }]}
      rowsLabel={t('tab.products')}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(_, rows) => command.mutate(bodyOf(rows))}
      onClose={onClose}
    />
  );
}

/** Firms of the register, one a row, each in the smallest scope that it lies in. */
export function ImportFirmsDialog({ onClose }: DialogProps) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const [form] = Form.useForm<object>();
  const names = useNameColumns();
  const { data: scopes } = useSuspenseQuery(scopesQuery);
  const { data: enterprises } = useQuery(enterpriseChoicesQuery);
  const command = useCommand({ send: importFirms, onRecorded: onClose });
  const columns: GridColumn[] = [
    ...names,
    {
      key: 'scope',
      title: t('scope'),
      width: 120,
      isRepeated: true,
      choices: scopes.scopes.map((one) => ({ value: one.code, label: name(one) })),
    },
    {
      key: 'enterprise',
      title: t('form.enterprise'),
      width: 130,
      choices: [
        { value: '', label: '—' },
        ...(enterprises ?? []).map(({ value, label }) => ({ value, label })),
      ],
    },
  ];
  const bodyOf = (rows: Cells[]): NewFirms => ({
    firms: rows.map((cell) => ({
      ...named(cell),
      scope: cell('scope'),
      enterprise: cell('enterprise') || null,
    })),
  });
  return (
    <RowsDialog
      title={t('action.importFirms')}
      submit={t('action.import')}
      lead={t('form.importLead')}
      form={form}
      columns={columns}
      rowsLabel={t('tab.firms')}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(_, rows) => command.mutate(bodyOf(rows))}
      onClose={onClose}
    />
  );
}

interface DefineProps extends DialogProps {
  /** The chain on the page, from which the form starts. */
  from?: ChainLinks;
}

/** A chain with its nodes; one with a known code replaces what was known. */
export function DefineChainDialog({ from, onClose }: DefineProps) {
  const { t } = useTranslation('chain');
  const [form] = Form.useForm<Omit<NewChain, 'nodes'>>();
  const command = useCommand({ send: defineChain, onRecorded: onClose });
  const columns: GridColumn[] = [
    { key: 'product', title: t('form.productCode'), width: 200 },
    { key: 'weight', title: t('weight'), isNumeric: true, width: 100 },
    {
      key: 'is_required',
      title: t('required'),
      width: 110,
      isRepeated: true,
      choices: [
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ],
    },
  ];
  const nodeOf = (cell: Cells) => ({
    product: cell('product'),
    weight: Number(cell('weight')),
    is_required: cell('is_required') !== 'no',
  });
  const required = [{ required: true }];
  return (
    <RowsDialog
      title={t('action.defineChain')}
      submit={t('action.define')}
      lead={t('form.chainLead')}
      form={form}
      initial={from?.chain}
      columns={columns}
      rowsLabel={t('byNode')}
      rows={from?.nodes.map((node) => ({
        product: node.product,
        weight: String(node.weight),
        is_required: node.is_required ? 'yes' : 'no',
      }))}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(head, rows) => command.mutate({ ...head, nodes: rows.map(nodeOf) })}
      onClose={onClose}
    >
      <div className="form-columns">
        <Form.Item name="code" label={t('code')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="source" label={t('form.source')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="name" label={t('form.name')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="name_english" label={t('form.nameEnglish')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
    </RowsDialog>
  );
}
