/** Paths of charts, whoever draws them: a server's picture, Recharts' layers, a chart of doses. */

type Point = readonly [x: number, y: number];

const place = ([x, y]: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** A line through points; empty where there are none. */
export function pathThrough(points: readonly Point[]): string {
  return points.length === 0 ? '' : `M${points.map(place).join('L')}`;
}

/** An area: along its upper end, back along its lower one; empty where there are no points. */
export function pathAround(upper: readonly Point[], lower: readonly Point[]): string {
  const edge = pathThrough([...upper, ...[...lower].reverse()]);
  return edge === '' ? '' : `${edge}Z`;
}
