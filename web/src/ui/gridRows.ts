/** One row of a grid editor: cells by column key, all text. */
export interface GridRow {
  id: string;
  cells: Record<string, string>;
}

let rowsMade = 0;

function freshId(): string {
  rowsMade += 1;
  return `row-${rowsMade}`;
}

export function emptyRow(cells: Record<string, string> = {}): GridRow {
  return { id: freshId(), cells };
}

/** A new row repeats the choices of the row above, which mostly stay; texts start empty. */
export function newRow(
  above: Record<string, string>,
  columns: readonly { key: string; isRepeated?: boolean }[],
  template: Record<string, string> = {},
): GridRow {
  const kept = columns.filter((column) => column.isRepeated);
  return emptyRow({ ...template, ...Object.fromEntries(kept.map(({ key }) => [key, above[key] ?? ''])) });
}

/** Whether nothing was written into the row's text cells. */
export function isBlank(row: GridRow, keys: readonly string[]): boolean {
  return keys.every((key) => (row.cells[key] ?? '').trim() === '');
}

/** Lays a block of tab-separated rows over the grid from one cell on, adding rows as needed. */
export function pasteCells(
  rows: readonly GridRow[],
  keys: readonly string[],
  rowIndex: number,
  key: string,
  text: string,
): GridRow[] {
  const block = text
    .replace(/\r/g, '')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
  const firstColumn = Math.max(0, keys.indexOf(key));
  const result = [...rows];
  block.forEach((cells, offset) => {
    const target = result[rowIndex + offset] ?? emptyRow();
    const written = cells.flatMap((cell, at): [string, string][] => {
      const name = keys[firstColumn + at];
      return name === undefined ? [] : [[name, cell.trim()]];
    });
    result[rowIndex + offset] = { ...target, cells: { ...target.cells, ...Object.fromEntries(written) } };
  });
  return result;
}

const DECIMAL = /^\d+(\.\d+)?$/;

/** Whether the text is a decimal without sign that fits so many decimals. */
export function isDecimal(text: string, decimalsMax: number): boolean {
  const [, decimals = ''] = text.split('.');
  return DECIMAL.test(text) && decimals.length <= decimalsMax;
}
