'use client';
import { useXAxisScale, useYAxisScale } from 'recharts';

export interface PlottedPoint {
  readonly id: string;
  /** Percent. */
  readonly real: number;
  readonly overall: number;
  readonly low: number;
  readonly high: number;
  /** Written beside the point; empty for none. */
  readonly label: string;
  /** Told where the pointer rests. */
  readonly title: string;
}

const RADIUS = 4;
const CAP = 2;

/** Points with their intervals as plain shapes: as Recharts' own, a thousand of them block the page for a second. */
export function ParetoPoints({ points }: { readonly points: readonly PlottedPoint[] }) {
  const [toX, toY] = [useXAxisScale(), useYAxisScale()];
  if (toX === undefined || toY === undefined) return null;
  const placed = points.map((point) => ({
    ...point,
    x: toX(point.real) ?? 0,
    y: toY(point.overall) ?? 0,
    lowY: toY(point.low) ?? 0,
    highY: toY(point.high) ?? 0,
  }));
  const whiskers = placed
    .filter(({ lowY, highY }) => lowY !== highY)
    .map(({ x, lowY, highY }) => `M${x} ${lowY}V${highY}M${x - CAP} ${lowY}h${2 * CAP}M${x - CAP} ${highY}h${2 * CAP}`);
  return (
    <g>
      <path d={whiskers.join('')} fill="none" stroke="var(--muted)" />
      {placed.map(({ id, x, y, title }) => (
        <circle cx={x} cy={y} fill="var(--series-1)" key={id} r={RADIUS}>
          <title>{title}</title>
        </circle>
      ))}
      {placed
        .filter(({ label }) => label !== '')
        .map(({ id, x, y, label }) => (
          <text dominantBaseline="central" fill="var(--ink)" fontSize={11} key={id} x={x + 2 * RADIUS} y={y}>
            {label}
          </text>
        ))}
    </g>
  );
}
