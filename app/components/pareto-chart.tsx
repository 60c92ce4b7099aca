'use client';
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { ParetoPoint } from '#leaderboard/views/index.ts';
import { formatInterval, formatPoints, formatScore, formatShare } from '../format.ts';
import { ParetoPoints, type PlottedPoint } from './pareto-points.tsx';

export interface ParetoWords {
  readonly x: string;
  readonly y: string;
  readonly strategy: string;
  readonly table: string;
  readonly efficient: string;
  readonly failed: string;
  readonly yes: string;
  readonly no: string;
  readonly to: string;
}

interface Props {
  readonly points: readonly ParetoPoint[];
  readonly words: ParetoWords;
}

/** More labels than these would cover each other: then only the efficient points have one. */
const MAX_LABELS = 20;

/** Every entry as a point with its interval; a step line joins those that nothing beats at no more real data. */
export function ParetoChart({ points, words }: Props) {
  const labelsAll = points.length <= MAX_LABELS;
  const plotted = points.map(({ id, spec, realShare, overall, low, high, efficient }): PlottedPoint => {
    const interval = low === null || high === null ? '' : ` ${formatInterval(low, high, words.to)}`;
    return {
      id,
      real: 100 * realShare,
      overall: clamp(overall),
      low: clamp(low ?? overall),
      high: clamp(high ?? overall),
      label: labelsAll || efficient ? spec : '',
      title: `${spec}: ${formatScore(overall)}${interval}, ${formatShare(realShare)}`,
    };
  });
  const frontier = points
    .filter(({ efficient }) => efficient)
    .map(({ realShare, overall }) => ({ real: 100 * realShare, frontier: clamp(overall) }))
    .sort((a, b) => a.real - b.real);
  return (
    <div className="chart wide">
      <ResponsiveContainer height="100%" width="100%">
        <ComposedChart accessibilityLayer margin={{ top: 16, right: 90, bottom: 22, left: 0 }}>
          <CartesianGrid stroke="var(--line)" />
          <XAxis
            dataKey="real"
            domain={[0, 100]}
            label={{ value: words.x, position: 'insideBottom', offset: -14, fill: 'var(--muted)', fontSize: 12 }}
            stroke="var(--muted)"
            tickFormatter={(value) => `${value}%`}
            type="number"
          />
          <YAxis
            domain={[-100, 110]}
            stroke="var(--muted)"
            tickFormatter={formatPoints}
            ticks={[-100, -50, 0, 50, 100]}
            width={52}
          />
          <Line
            data={frontier}
            dataKey="frontier"
            dot={false}
            isAnimationActive={false}
            name={words.efficient}
            stroke="var(--series-3)"
            strokeDasharray="5 3"
            strokeWidth={1.6}
            type="stepAfter"
          />
          <ParetoPoints points={plotted} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

/** The range that scores are limited to before they are averaged. */
const clamp = (score: number): number => Math.max(-100, Math.min(110, score));
