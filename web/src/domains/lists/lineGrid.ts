import { useTranslation } from 'react-i18next';
import type { BillOfMaterials, Item, Movement, NewLine } from '../../api/types';
import { isGreater } from '../../ui/decimal';
import { formatDecimal } from '../../ui/format';
import type { GridColumn } from '../../ui/GridEditor';
import { type GridRow, isDecimal } from '../../ui/gridRows';

const OUTBOUND: readonly Movement[] = [
  'export',
  're_export',
  'domestic_sale',
  'transfer_out',
  'deep_processing_out',
  'surplus_out',
  'exchange_out',
  'destruction',
];

interface LineGrid {
  items: readonly Item[];
  versions: readonly BillOfMaterials[];
  movement: Movement;
}

function itemOf(items: readonly Item[], row: GridRow): Item | undefined {
  return items.find((item) => String(item.number) === row.cells.item);
}

/** Reads a row as a line; code and measure are the item's, since a line declares what the book files. */
export function lineOf(row: GridRow, number: number, items: readonly Item[], movement: Movement): NewLine {
  const item = itemOf(items, row);
  const version = (row.cells.version ?? '').trim();
  const isVersioned = OUTBOUND.includes(movement) && item?.class === 'finished' && version !== '';
  return {
    number,
    item: Number(row.cells.item ?? ''),
    hs_code: item?.hs_code ?? '',
    quantity: (row.cells.quantity ?? '').trim(),
    measure: item?.measure ?? '',
    unit_price: (row.cells.price ?? '').trim(),
    bom_version: isVersioned ? version : null,
  };
}

/** The columns of the line table: item, quantity with what is available beside it, price, and the version of products. */
export function useLineColumns({ items, versions, movement }: LineGrid): GridColumn[] {
  const { t } = useTranslation('lists');
  const books = useTranslation('books').t;
  const isOutbound = OUTBOUND.includes(movement);
  const decimal = (decimals: number) => (text: string) =>
    isDecimal(text, decimals) ? undefined : books('wizard.decimals', { count: decimals });
  const columns: GridColumn[] = [
    {
      key: 'item',
      title: t('line.item'),
      width: 280,
      choices: items.map((item) => ({
        value: String(item.number),
        label: `${item.number} · ${item.part_number} · ${item.name}`,
      })),
      hint: (row) => {
        const item = itemOf(items, row);
        return item === undefined ? undefined : `${item.hs_code} · ${item.measure}`;
      },
    },
    {
      key: 'quantity',
      title: t('line.quantity'),
      isNumeric: true,
      width: 150,
      complaint: decimal(5),
      hint: (row) => {
        const item = itemOf(items, row);
        if (
          item === undefined ||
          !isOutbound ||
          (item.class === 'finished' && !isGreater(item.available, '0'))
        ) {
          return undefined;
        }
        return t('form.available', { amount: `${formatDecimal(item.available)} ${item.measure}` });
      },
    },
    { key: 'price', title: t('line.price'), isNumeric: true, width: 130, complaint: decimal(4) },
  ];
  if (isOutbound && versions.length > 0) {
    columns.push({
      key: 'version',
      title: t('line.version'),
      width: 130,
      choices: [...new Set(versions.map((bom) => bom.version))].map((one) => ({ value: one, label: one })),
    });
  }
  return columns;
}
