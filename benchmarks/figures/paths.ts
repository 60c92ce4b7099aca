/** Paths of figures. */

type Point = readonly [x: number, y: number];

const place = ([x, y]: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** A line through points; empty where there are none. */
export function pathThrough(points: readonly Point[]): string {
  return points.length === 0 ? '' : `M${points.map(place).join('L')}`;
}

/** A line in steps: each value holds from its place to the next one's, or as far as the middle between two. */
export function pathInSteps(points: readonly Point[], steps: 'after' | 'middle'): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  let x = first[0];
  let path = `M${place(first)}`;
  for (const [nextX, nextY] of others) {
    const turn = steps === 'after' ? nextX : (x + nextX) / 2;
    path += `H${turn.toFixed(1)}V${nextY.toFixed(1)}`;
    if (steps === 'middle') path += `H${nextX.toFixed(1)}`;
    x = nextX;
  }
  return path;
}

/** An area: along its upper end, back along its lower one; empty where there are no points. */
export function pathAround(upper: readonly Point[], lower: readonly Point[]): string {
  const edge = pathThrough([...upper, ...[...lower].reverse()]);
  return edge === '' ? '' : `${edge}Z`;
}
