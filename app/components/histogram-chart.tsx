'use client';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { intervalText } from '#benchmarks/protocol/metric.ts';
import { formatShare } from '../format.ts';
import { TOOLTIP_STYLE } from './chart-style.ts';
import type { HistogramBin } from './histogram.ts';
import type { SeriesStyle } from './series.ts';

export interface HistogramWords {
  readonly title: string;
  /** What the bins are of. */
  readonly name: string;
  readonly generation: string;
  readonly table: string;
  readonly failed: string;
}

interface Props {
  readonly bins: readonly HistogramBin[];
  readonly generations: readonly { readonly generation: number; readonly style: SeriesStyle }[];
  readonly words: HistogramWords;
}

/** Steps over the bins, which are equally wide on a logarithmic scale: one outline a generation. */
export function HistogramChart({ bins, generations, words }: Props) {
  const rows = bins.map((bin) => ({
    interval: intervalText(bin),
    ...Object.fromEntries(generations.map(({ generation }) => [generation, bin.shares[generation]])),
  }));
  // The axis ends at a tenth, so that its ticks are round.
  const tenths = Math.ceil(
    10 * Math.max(0.1, ...bins.flatMap(({ shares }) => generations.map(({ generation }) => shares[generation] ?? 0))),
  );
  return (
    <div className="chart">
      <ResponsiveContainer height="100%" width="100%">
        <LineChart accessibilityLayer data={rows} margin={{ top: 8, right: 12, bottom: 4, left: 0 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="interval" minTickGap={16} stroke="var(--muted)" tickLine={false} />
          <YAxis
            domain={[0, tenths / 10]}
            stroke="var(--muted)"
            tickFormatter={formatShare}
            tickLine={false}
            ticks={Array.from({ length: tenths + 1 }, (_, tenth) => tenth / 10)}
            width={52}
          />
          <Tooltip
            contentStyle={TOOLTIP_STYLE}
            formatter={(value) => (typeof value === 'number' ? formatShare(value) : null)}
          />
          {generations.map(({ generation, style: { colour, dash, width } }) => (
            <Line
              dataKey={String(generation)}
              dot={false}
              isAnimationActive={false}
              key={generation}
              name={`${words.generation} ${generation}`}
              stroke={colour}
              strokeDasharray={dash}
              strokeWidth={width}
              type="step"
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
