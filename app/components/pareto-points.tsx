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
/** Height of a label's line, and how far labels reach at most, in pixels. */
const LINE = 12;
const REACH = 110;

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
      {spread(placed.filter(({ label }) => label !== '')).map(({ id, x, y, label }) => (
        <text
          fill="var(--ink)"
          fontSize={LINE - 1}
          key={id}
          paintOrder="stroke"
          stroke="var(--paper)"
          strokeWidth={3}
          x={x + 2 * RADIUS}
          y={y - RADIUS}
        >
          {label}
        </text>
      ))}
    </g>
  );
}

/** Moves labels down until none lies on another that begins near it. */
function spread<Label extends { readonly x: number; readonly y: number }>(labels: readonly Label[]): Label[] {
  const placed: Label[] = [];
  for (const label of [...labels].sort((a, b) => a.y - b.y)) {
    const near = placed.filter(({ x }) => Math.abs(x - label.x) < REACH);
    placed.push({ ...label, y: Math.max(label.y, ...near.map(({ y }) => y + LINE)) });
  }
  return placed;
}
