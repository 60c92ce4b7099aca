'use client';
import {
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  LabelList,
  Line,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { ParetoPoint } from '../../leaderboard/views.ts';
import { formatScore } from '../format.ts';
import { TOOLTIP_STYLE } from './chart-style.ts';
import type { ParetoWords } from './pareto-figure.tsx';

interface Props {
  readonly points: readonly ParetoPoint[];
  readonly words: ParetoWords;
}

/** More labels than these would cover each other: then only the efficient points have one. */
const MAX_LABELS = 20;

/** Every entry as a point with its interval; a step line joins those that nothing beats at no more real data. */
export function ParetoChart({ points, words }: Props) {
  const labelsAll = points.length <= MAX_LABELS;
  const rows = points.map(({ spec, realShare, overall, low, high, efficient }) => ({
    real: 100 * realShare,
    overall: clamp(overall),
    error: [Math.max(0, clamp(overall) - clamp(low ?? overall)), Math.max(0, clamp(high ?? overall) - clamp(overall))],
    label: labelsAll || efficient ? spec : '',
    spec,
  }));
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
            tickFormatter={formatScore}
            ticks={[-100, -50, 0, 50, 100]}
            width={52}
          />
          <Tooltip
            contentStyle={TOOLTIP_STYLE}
            formatter={(value) => (typeof value === 'number' ? formatScore(value) : null)}
            labelFormatter={(real) => `${Number(real).toFixed(1)}%`}
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
          <Scatter data={rows} dataKey="overall" fill="var(--series-1)" isAnimationActive={false} name={words.y}>
            <ErrorBar dataKey="error" direction="y" stroke="var(--muted)" strokeWidth={1} width={4} />
            <LabelList dataKey="label" fill="var(--ink)" fontSize={11} offset={8} position="right" />
          </Scatter>
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

/** The range that scores are limited to before they are averaged. */
const clamp = (score: number): number => Math.max(-100, Math.min(110, score));
