'use client';
import { useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { TrajectorySeries } from '#leaderboard/views/index.ts';

type ToPixel = (value: number) => number | undefined;

interface Props {
  readonly series: readonly TrajectorySeries[];
  readonly colourOf: (id: string) => string;
}

/**
 * The 95% bands of a chart's lines, one path each: as `<Area>`s they are as much work as the rest of the chart, and
 * nothing of what an area can do is asked of them.
 */
export function ChartBands({ series, colourOf }: Props) {
  const clip = useId();
  const plot = usePlotArea();
  const [x, y] = [useXAxisScale(), useYAxisScale()];
  if (plot === undefined || x === undefined || y === undefined) return null;
  return (
    <g className="bands">
      <clipPath id={clip}>
        <rect height={plot.height} width={plot.width} x={plot.x} y={plot.y} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {series.map(({ id, points }) => (
          <path d={outline(points, x, y)} fill={colourOf(id)} fillOpacity={0.12} key={id} />
        ))}
      </g>
    </g>
  );
}

/** Along the upper ends, back along the lower ones. */
function outline(points: TrajectorySeries['points'], x: ToPixel, y: ToPixel): string {
  const banded = points.flatMap(({ generation, low, high }) =>
    low === null || high === null ? [] : [{ at: x(generation), low: y(low), high: y(high) }],
  );
  const place = (at: number | undefined, value: number | undefined): string =>
    at === undefined || value === undefined ? '' : `${at.toFixed(1)} ${value.toFixed(1)}`;
  const edge = [
    ...banded.map(({ at, high }) => place(at, high)),
    ...banded.map(({ at, low }) => place(at, low)).reverse(),
  ].filter(Boolean);
  return edge.length === 0 ? '' : `M${edge.join('L')}Z`;
}
