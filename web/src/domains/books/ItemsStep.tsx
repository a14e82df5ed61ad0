import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemClasses } from '../../api/choices';
import { api } from '../../api/client';
import { ProblemAlert } from '../../api/ProblemAlert';
import { dataOf } from '../../api/problem';
import { changeHeaders } from '../../api/revision';
import type { Book, NewItem } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { CommodityHelp } from '../../shared/CommodityHelp';
import { currencyChoices, measureChoices } from '../../shared/measures';
import { type GridColumn, GridEditor } from '../../ui/GridEditor';
import { emptyRow, type GridRow, isBlank, isDecimal } from '../../ui/gridRows';
import { readOneOf } from '../../ui/paging';

function firstRow(number: number): GridRow {
  return emptyRow({ number: String(number), class: 'material', measure: 'kg', currency: 'CNY' });
}

/** Reads a row as an item; what cannot be read is left to the server to refuse by name. */
function itemOf({ cells }: GridRow): NewItem {
  return {
    number: Number(cells.number ?? ''),
    class: readOneOf(cells.class, itemClasses) ?? 'material',
    part_number: (cells.part ?? '').trim(),
    name: (cells.name ?? '').trim(),
    hs_code: (cells.hs ?? '').replace(/[.\s]/g, ''),
    measure: cells.measure ?? '',
    unit_price: (cells.price ?? '').trim(),
    currency: cells.currency ?? '',
  };
}

function useColumns(): GridColumn[] {
  const { t } = useTranslation('books');
  const words = useTranslation('enums').t;
  return [
    { key: 'number', title: t('item.number'), isNumeric: true, width: 60 },
    {
      key: 'class',
      title: t('item.class'),
      width: 120,
      isRepeated: true,
      choices: itemClasses.map((one) => ({ value: one, label: words(`itemClass.${one}`) })),
    },
    { key: 'part', title: t('item.part'), width: 120 },
    { key: 'name', title: t('item.name'), width: 150 },
    {
      key: 'hs',
      title: t('item.hs'),
      width: 110,
      complaint: (text) =>
        /^(\d{8}|\d{10})$/.test(text.replace(/[.\s]/g, '')) ? undefined : t('wizard.hsDigits'),
    },
    { key: 'measure', title: t('item.measure'), width: 90, isRepeated: true, choices: measureChoices },
    {
      key: 'price',
      title: t('item.price'),
      isNumeric: true,
      width: 100,
      complaint: (text) => (isDecimal(text, 4) ? undefined : t('wizard.decimals', { count: 4 })),
    },
    { key: 'currency', title: t('item.currency'), width: 90, isRepeated: true, choices: currencyChoices },
  ];
}

const TEXT_KEYS = ['part', 'name', 'hs', 'price'];

export function ItemsStep({ book, onNext }: { book: Book; onNext: () => void }) {
  const { t } = useTranslation('books');
  const ui = useTranslation('ui').t;
  const [rows, setRows] = useState<GridRow[]>(() => [firstRow(book.item_count + 1)]);
  const columns = useColumns();
  const written = rows.filter((row) => !isBlank(row, TEXT_KEYS));
  const command = useCommand({
    send: async (items: NewItem[], key) =>
      dataOf(
        await api.POST('/api/v1/books/{book}/items', {
          params: { path: { book: book.id }, header: changeHeaders(book.revision, key) },
          body: { items },
        }),
      ),
    onRecorded: () => setRows([firstRow(book.item_count + written.length + 1)]),
  });
  const numbered = (next: GridRow[]) =>
    next.map((row, index) =>
      (row.cells.number ?? '') === ''
        ? { ...row, cells: { ...row.cells, number: String(book.item_count + index + 1) } }
        : row,
    );
  return (
    <section className="panel">
      <h2>{t('wizard.itemsTitle')}</h2>
      <p>
        {t('wizard.itemsHint')} {t('wizard.filedItems', { count: book.item_count })}
      </p>
      <GridEditor
        label={t('wizard.itemsTitle')}
        columns={columns}
        rows={rows}
        onChange={(next) => setRows(numbered(next))}
        addLabel={t('wizard.addRow')}
        removeLabel={(row) => t('wizard.removeRow', { row })}
      />
      <CommodityHelp />
      <ProblemAlert error={command.error} />
      <div className="page-actions" style={{ marginTop: 14 }}>
        <Button
          type="primary"
          disabled={written.length === 0}
          loading={command.isPending}
          onClick={() => command.mutate(written.map(itemOf))}
        >
          {t('wizard.fileRows', { count: written.length })}
        </Button>
        <Button disabled={book.item_count === 0} onClick={onNext}>
          {ui('next')}
        </Button>
      </div>
    </section>
  );
}
