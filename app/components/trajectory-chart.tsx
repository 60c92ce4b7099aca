'use client';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { TrajectoriesView, TrajectorySeries } from '../../leaderboard/views.ts';
import { formatNumber } from '../format.ts';
import { seriesStyle } from './series.ts';

export interface ChartProps {
  readonly view: TrajectoriesView;
  /** Draw the 95% bands of all series; otherwise only of the one entry shown with its controls. */
  readonly bands?: boolean;
}

/** One metric over the generations: a line per entry, controls in grey, the truth as a dotted line. */
export function TrajectoryChart({ view, bands = false }: ChartProps) {
  const better = { lower: 'lower is better', higher: 'higher is better', closer: 'the truth’s value is best' }[
    view.metric.better
  ];
  return (
    <figure>
      <figcaption>
        <strong>{view.benchmark.name}</strong>
        {view.metric.name} in {view.metric.unit}, {better}
      </figcaption>
      <div className="chart">
        <ResponsiveContainer height="100%" width="100%">
          <ComposedChart accessibilityLayer data={toRows(view)} margin={{ top: 8, right: 12, bottom: 4, left: 0 }}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis
              allowDecimals={false}
              dataKey="generation"
              domain={[0, view.horizon]}
              stroke="var(--muted)"
              tickCount={6}
              tickLine={false}
              type="number"
            />
            <YAxis
              allowDataOverflow
              domain={valueDomain(view)}
              stroke="var(--muted)"
              tickFormatter={formatNumber}
              tickLine={false}
              width={58}
            />
            <Tooltip
              contentStyle={{
                background: 'var(--raised)',
                border: '1px solid var(--line)',
                borderRadius: 6,
                fontSize: 12,
              }}
              formatter={(value) => (typeof value === 'number' ? formatNumber(value) : null)}
              labelFormatter={(generation) => `Generation ${generation}`}
            />
            {view.truth !== null && <ReferenceLine stroke="var(--muted)" strokeDasharray="1 4" y={view.truth} />}
            {bands && view.series.map((series, index) => <Band index={index} key={series.id} series={series} />)}
            {view.series.map((series, index) => {
              const { colour, dash, width } = seriesStyle(series, index);
              return (
                <Line
                  dataKey={series.id}
                  dot={false}
                  isAnimationActive={false}
                  key={series.id}
                  name={series.spec}
                  stroke={colour}
                  strokeDasharray={dash}
                  strokeWidth={width}
                  type="linear"
                />
              );
            })}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

function Band({ series, index }: { readonly series: TrajectorySeries; readonly index: number }) {
  return (
    <Area
      dataKey={`${series.id}/band`}
      fill={seriesStyle(series, index).colour}
      fillOpacity={0.15}
      isAnimationActive={false}
      legendType="none"
      stroke="none"
      tooltipType="none"
      type="linear"
    />
  );
}

/** How far above the worst control a chart reaches: one exploding entry must not flatten all others. */
const HEADROOM = 1.5;

/** The axis: from the least value to the greatest, at most HEADROOM times the worst control's above the least. */
function valueDomain({ series }: TrajectoriesView): [number, number] {
  const values = series.flatMap(({ points }) => points.map(({ mean }) => mean));
  const controls = series
    .filter(({ role }) => role === 'control')
    .flatMap(({ points }) => points.map(({ mean }) => mean));
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  const limit = controls.length === 0 ? greatest : least + HEADROOM * (Math.max(...controls) - least);
  // An axis that begins near 0 begins at 0.
  const low = least > 0 && least < 0.5 * Math.min(greatest, limit) ? 0 : least;
  return rounded(low, Math.min(greatest, limit));
}

/** Widens a range to steps of a twentieth of its decade, so that its ends can be read. */
function rounded(low: number, high: number): [number, number] {
  const step = 10 ** Math.floor(Math.log10(high - low || 1)) / 20;
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
}

/** One row a generation, as Recharts reads it: the mean under the series' id, the interval under `id/band`. */
function toRows(view: TrajectoriesView): Record<string, number | [number, number]>[] {
  const rows = Array.from(
    { length: view.horizon + 1 },
    (_, generation): Record<string, number | [number, number]> => ({ generation }),
  );
  for (const series of view.series) {
    for (const { generation, mean, low, high } of series.points) {
      const row = rows[generation];
      if (row === undefined) continue;
      row[series.id] = mean;
      if (low !== null && high !== null) row[`${series.id}/band`] = [low, high];
    }
  }
  return rows;
}
