import { useTranslation } from 'react-i18next';
import { stages } from '../../api/choices';
import type { BillOfMaterials, Book, CountRow, NewCountRow, VerificationRow } from '../../api/types';
import { formatDecimal } from '../../ui/format';
import type { GridColumn } from '../../ui/GridEditor';
import { emptyRow, type GridRow, isDecimal } from '../../ui/gridRows';
import { readOneOf } from '../../ui/paging';

/** Most rows of one command, as the server has it. */
export const COUNT_ROWS_MAX = 1000;

/** Whether the book's products stand on no account: they are counted by version and converted into materials. */
function convertsProducts(book: Book): boolean {
  return book.kind === 'processing' && book.consumption_point === 'at_shipment';
}

function keyOf(item: string, stage: string, version: string): string {
  return `${item} ${stage} ${version}`;
}

/** The rows that a count begins with: every item of the record in stock, and products by version where they are converted. */
export function prefill(
  book: Book,
  record: readonly VerificationRow[],
  versions: readonly BillOfMaterials[],
  counted: readonly CountRow[],
): GridRow[] {
  const known = new Map(
    counted.map((row) => [keyOf(String(row.item), row.stage, row.version ?? ''), row.quantity]),
  );
  const row = (item: number, stage: string, version: string) =>
    emptyRow({
      item: String(item),
      stage,
      version,
      quantity: formatDecimal(known.get(keyOf(String(item), stage, version)) ?? '').replaceAll(',', ''),
    });
  const isConverted = (one: VerificationRow) => one.class === 'finished' && convertsProducts(book);
  const stock = record.filter((one) => !isConverted(one)).map((one) => row(one.item, 'stock', ''));
  const approved = versions.filter((bom) => bom.status === 'approved');
  const made = approved.flatMap((bom) => [
    row(bom.product, 'work_in_progress', bom.version),
    ...(convertsProducts(book) ? [row(bom.product, 'finished', bom.version)] : []),
  ]);
  const filled = [...stock, ...made];
  const shown = new Set(
    filled.map(({ cells }) => keyOf(cells.item ?? '', cells.stage ?? '', cells.version ?? '')),
  );
  const others = counted.filter((one) => !shown.has(keyOf(String(one.item), one.stage, one.version ?? '')));
  return [...filled, ...others.map((one) => row(one.item, one.stage, one.version ?? ''))];
}

/** Reads a row as counted; what cannot be read is left to the server to refuse by name. */
export function countRowOf({ cells }: GridRow): NewCountRow {
  const stage = readOneOf(cells.stage, stages) ?? 'stock';
  const version = (cells.version ?? '').trim();
  return {
    item: Number(cells.item ?? ''),
    stage,
    version: version === '' ? null : version,
    quantity: (cells.quantity ?? '').trim(),
  };
}

/** The rows that say something else than what was recorded. */
export function changedRows(rows: readonly GridRow[], counted: readonly CountRow[]): NewCountRow[] {
  const known = new Map(
    counted.map((row) => [
      keyOf(String(row.item), row.stage, row.version ?? ''),
      formatDecimal(row.quantity),
    ]),
  );
  return rows
    .filter(({ cells }) => (cells.quantity ?? '').trim() !== '' && (cells.item ?? '').trim() !== '')
    .map(countRowOf)
    .filter(
      (row) =>
        known.get(keyOf(String(row.item), row.stage, row.version ?? '')) !== formatDecimal(row.quantity),
    );
}

export function useCountColumns(record: readonly VerificationRow[]): GridColumn[] {
  const { t } = useTranslation('periods');
  const books = useTranslation('books').t;
  const words = useTranslation('enums').t;
  const rowOf = (row: GridRow) => record.find((one) => String(one.item) === row.cells.item);
  return [
    {
      key: 'item',
      title: t('item'),
      width: 90,
      isNumeric: true,
      hint: (row) => {
        const found = rowOf(row);
        return found === undefined ? undefined : `${found.part_number} · ${found.name}`;
      },
    },
    {
      key: 'stage',
      title: t('count.stage'),
      width: 150,
      isRepeated: true,
      choices: stages.map((one) => ({ value: one, label: words(`stage.${one}`) })),
    },
    { key: 'version', title: t('count.version'), width: 110 },
    {
      key: 'quantity',
      title: t('count.quantity'),
      width: 170,
      isNumeric: true,
      complaint: (text) => (isDecimal(text.trim(), 5) ? undefined : books('wizard.decimals', { count: 5 })),
      hint: (row) => {
        const found = rowOf(row);
        return found === undefined || row.cells.stage !== 'stock'
          ? undefined
          : t('count.shouldRemain', { amount: `${formatDecimal(found.theoretical)} ${found.measure}` });
      },
    },
  ];
}
