import { useTranslation } from 'react-i18next';
import type { NewSlip } from '../../api/types';
import { addDecimals } from '../../ui/decimal';
import { formatDecimal } from '../../ui/format';
import type { GridColumn } from '../../ui/GridEditor';
import { emptyRow, type GridRow, isDecimal } from '../../ui/gridRows';

type NewTruck = NewSlip['trucks'][number];

export const WEIGHTS = ['vehicle', 'frame', 'container', 'goods'] as const;

export function truckRow(plate: string): GridRow {
  return emptyRow({ plate, frame: '0', container: '0' });
}

/** What the row declares in total; undefined while a weight is not a number. */
export function declaredOf(row: GridRow): string | undefined {
  const texts = WEIGHTS.map((key) => (row.cells[key] ?? '').trim());
  return texts.every((text) => isDecimal(text, 5)) ? addDecimals(texts) : undefined;
}

/** Reads a row as a truck; an empty frame, container or load weighs nothing. */
export function truckOf({ cells }: GridRow, isEmptyTruck: boolean): NewTruck {
  const weight = (key: (typeof WEIGHTS)[number]) => (cells[key] ?? '').trim() || '0';
  return {
    plate: (cells.plate ?? '').trim(),
    vehicle_kilograms: weight('vehicle'),
    frame_kilograms: weight('frame'),
    container_kilograms: weight('container'),
    goods_kilograms: isEmptyTruck ? '0' : weight('goods'),
  };
}

/** Plate and weights in kilograms. Where lists name the trucks, the plates are a choice of those that are awaited. */
export function useTruckColumns(plates: readonly string[] | undefined, isEmptyTruck: boolean): GridColumn[] {
  const { t } = useTranslation('slips');
  const books = useTranslation('books').t;
  const weight = (key: (typeof WEIGHTS)[number], title: string): GridColumn => ({
    key,
    title,
    isNumeric: true,
    width: 120,
    complaint: (text) => (isDecimal(text.trim(), 5) ? undefined : books('wizard.decimals', { count: 5 })),
  });
  const plate: GridColumn = {
    key: 'plate',
    title: t('truck.plate'),
    width: 160,
    ...(plates === undefined ? {} : { choices: plates.map((one) => ({ value: one, label: one })) }),
    hint: (row) => {
      const declared = declaredOf(isEmptyTruck ? { ...row, cells: { ...row.cells, goods: '0' } } : row);
      return declared === undefined ? undefined : t('form.declared', { amount: formatDecimal(declared) });
    },
  };
  return [
    plate,
    weight('vehicle', t('truck.vehicle')),
    weight('frame', t('truck.frame')),
    weight('container', t('truck.container')),
    ...(isEmptyTruck ? [] : [weight('goods', t('truck.goods'))]),
  ];
}
