'use client';
import { useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { TrajectorySeries } from '#leaderboard/views/index.ts';
import { pathAround } from '../charts/paths.ts';

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

/** What the scales have no place for is left out. */
function outline(points: TrajectorySeries['points'], x: ToPixel, y: ToPixel): string {
  const ends = (end: 'low' | 'high') =>
    points.flatMap((point) => {
      const [at, value] = [x(point.generation), point[end] === null ? undefined : y(point[end])];
      return at === undefined || value === undefined ? [] : [[at, value] as const];
    });
  return pathAround(ends('high'), ends('low'));
}
