import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { movements } from '../../api/choices';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { BillOfMaterials, Item, Line, ListContent, Movement } from '../../api/types';
import { GridEditor } from '../../ui/GridEditor';
import { emptyRow, type GridRow, isBlank } from '../../ui/gridRows';
import { lineOf, useLineColumns } from './lineGrid';
import { lineItemsQuery, lineVersionsQuery } from './queries';

interface HeadForm {
  movement: Movement;
  mode: string;
  needsDeclaration: boolean;
  trucks: string[];
}

export interface ListFormProps {
  book: string;
  initial: HeadForm;
  lines: readonly Line[];
  isSending: boolean;
  error: unknown;
  onSave: (content: ListContent) => void;
}

export const emptyHead: HeadForm = { movement: 'import', mode: '', needsDeclaration: true, trucks: [] };

function rowsOf(lines: readonly Line[]): GridRow[] {
  return lines.length === 0
    ? [emptyRow()]
    : lines.map((line) =>
        emptyRow({
          item: String(line.item),
          quantity: line.quantity,
          price: line.unit_price,
          version: line.bom_version ?? '',
        }),
      );
}

/** Fills the price of a chosen item where none was typed, and the version where there is only one. */
function completeWith(items: readonly Item[], versions: readonly BillOfMaterials[]) {
  return (row: GridRow, changed: string): GridRow => {
    const item = items.find((one) => String(one.number) === row.cells.item);
    if (changed !== 'item' || item === undefined) {
      return row;
    }
    const own = versions.filter((bom) => bom.product === item.number);
    const only = own.length === 1 ? (own[0]?.version ?? '') : (row.cells.version ?? '');
    return {
      ...row,
      cells: {
        ...row.cells,
        price: row.cells.price || item.unit_price,
        version: own.length === 0 ? '' : only,
      },
    };
  };
}

/** The content of a list: why goods move, which trucks carry them, and the lines. */
export function ListForm({ book, initial, lines, isSending, error, onSave }: ListFormProps) {
  const { t } = useTranslation('lists');
  const words = useTranslation('enums').t;
  const [form] = Form.useForm<HeadForm>();
  const movement = Form.useWatch('movement', form) ?? initial.movement;
  const [rows, setRows] = useState<GridRow[]>(() => rowsOf(lines));
  const { data: allItems } = useSuspenseQuery(lineItemsQuery(book));
  const { data: allVersions } = useSuspenseQuery(lineVersionsQuery(book));
  const items = allItems.filter((item) => item.status === 'approved');
  const versions = allVersions.filter((bom) => bom.status === 'approved');
  const columns = useLineColumns({ items, versions, movement });
  const written = rows.filter((row) => !isBlank(row, ['item', 'quantity']));
  const save = (head: HeadForm) =>
    onSave({
      movement: head.movement,
      supervision_mode: head.mode.trim(),
      needs_declaration: head.needsDeclaration,
      trucks: head.trucks.map((plate) => plate.trim()),
      lines: written.map((row, index) => lineOf(row, index + 1, items, movement)),
    });
  const required = [{ required: true }];
  return (
    <Form<HeadForm> form={form} layout="vertical" initialValues={initial} onFinish={save}>
      <section className="panel">
        <div className="form-columns">
          <Form.Item name="movement" label={t('form.movement')} rules={required}>
            <Select
              options={movements.map((one) => ({ value: one, label: words(`movement.${one}`) }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          <Form.Item name="mode" label={t('form.mode')} rules={required}>
            <Input maxLength={4} inputMode="numeric" className="figures" autoComplete="off" />
          </Form.Item>
          <Form.Item name="trucks" label={t('form.trucks')} extra={t('form.trucksHint')}>
            <Select
              mode="tags"
              open={false}
              suffixIcon={null}
              tokenSeparators={[',', ';', '，', '；', ' ']}
            />
          </Form.Item>
        </div>
        <Form.Item name="needsDeclaration" valuePropName="checked" style={{ marginBottom: 0 }}>
          <Checkbox>{t('form.needsDeclaration')}</Checkbox>
        </Form.Item>
      </section>
      <section className="panel">
        <h2>{t('form.lines')}</h2>
        <p>{t('form.hint')}</p>
        <GridEditor
          label={t('form.lines')}
          columns={columns}
          rows={rows}
          onChange={setRows}
          addLabel={t('form.addRow')}
          removeLabel={(row) => t('form.removeRow', { row })}
          complete={completeWith(items, versions)}
        />
        <ProblemAlert error={error} />
        <div className="page-actions" style={{ marginTop: 14, alignItems: 'center' }}>
          <Button type="primary" htmlType="submit" loading={isSending} disabled={written.length === 0}>
            {t('form.save')}
          </Button>
          <span>{t('form.totalLines', { count: written.length })}</span>
        </div>
      </section>
    </Form>
  );
}
