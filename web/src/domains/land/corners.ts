import type { Corner } from '../../api/types';

// Corners as people type or paste them: one a line, east and north in metres with up to three decimals. They travel as whole
// millimetres, and no binary fraction is ever made of them.

const METRES = /^(-?)(\d{1,8})(?:\.(\d{1,3}))?$/;

/** Reads metres as whole millimetres. */
export function millimetres(text: string): number | undefined {
  const found = METRES.exec(text);
  if (found === null) {
    return undefined;
  }
  const [, sign, whole, decimals] = found;
  const size = Number(`${whole}${(decimals ?? '').padEnd(3, '0')}`);
  return sign === '-' && size !== 0 ? -size : size;
}

/** Writes whole millimetres as metres. */
export function metres(value: number): string {
  const digits = String(Math.abs(value)).padStart(4, '0');
  const decimals = digits.slice(-3).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -3)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** Reads corners, one a line; the number of the first line that is none comes back instead. */
export function readCorners(text: string): Corner[] | { line: number } {
  const corners: Corner[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      continue;
    }
    const [east, north, ...rest] = line.trim().split(/[\s,;，；]+/);
    const [east_mm, north_mm] = [millimetres(east ?? ''), millimetres(north ?? '')];
    if (east_mm === undefined || north_mm === undefined || rest.length > 0) {
      return { line: index + 1 };
    }
    corners.push({ east_mm, north_mm });
  }
  return corners;
}

export function writeCorners(corners: readonly Corner[]): string {
  return corners.map((corner) => `${metres(corner.east_mm)} ${metres(corner.north_mm)}`).join('\n');
}
