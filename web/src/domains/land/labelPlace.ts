export interface Place {
  x: number;
  y: number;
}

const STEPS = 24;

/** A place well inside a polygon, for its name: of a grid over it the one farthest from every edge. */
export function labelPlace(corners: readonly Place[]): Place {
  const [left, right] = range(corners.map(({ x }) => x));
  const [top, bottom] = range(corners.map(({ y }) => y));
  let best: Place = { x: (left + right) / 2, y: (top + bottom) / 2 };
  let farthest = isInside(corners, best) ? distance(corners, best) : -1;
  for (let column = 1; column < STEPS; column += 1) {
    for (let row = 1; row < STEPS; row += 1) {
      const place = {
        x: left + ((right - left) * column) / STEPS,
        y: top + ((bottom - top) * row) / STEPS,
      };
      if (isInside(corners, place)) {
        const away = distance(corners, place);
        // A hair farther is not worth leaving the middle.
        if (away > farthest * 1.02) {
          [best, farthest] = [place, away];
        }
      }
    }
  }
  return best;
}

function range(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

function edges(corners: readonly Place[]): [Place, Place][] {
  return corners.flatMap((from, index) => {
    const to = corners[(index + 1) % corners.length];
    return to === undefined ? [] : [[from, to] as [Place, Place]];
  });
}

function isInside(corners: readonly Place[], { x, y }: Place): boolean {
  const crossed = edges(corners).filter(
    ([from, to]) =>
      from.y > y !== to.y > y && x < from.x + ((to.x - from.x) * (y - from.y)) / (to.y - from.y),
  );
  return crossed.length % 2 === 1;
}

/** The distance to the nearest edge. */
function distance(corners: readonly Place[], place: Place): number {
  return Math.min(
    ...edges(corners).map(([from, to]) => {
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const along = ((place.x - from.x) * dx + (place.y - from.y) * dy) / (dx * dx + dy * dy || 1);
      const share = Math.min(1, Math.max(0, along));
      return Math.hypot(place.x - from.x - share * dx, place.y - from.y - share * dy);
    }),
  );
}
