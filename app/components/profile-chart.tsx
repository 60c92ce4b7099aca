'use client';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ChartLine } from '#leaderboard/views/index.ts';
import { formatShare } from '../format.ts';
import { TOOLTIP_STYLE } from './chart-style.ts';
import { seriesStyles } from './series.ts';

export interface ProfileProps {
  readonly lines: readonly ChartLine[];
  /** In the order of the lines; empty where an entry has none. */
  readonly profiles: readonly (readonly number[])[];
  readonly thresholds: readonly number[];
  readonly words: { readonly threshold: string; readonly share: string; readonly table: string };
}

/** A falling line for each entry: the share of its seeds above each threshold. */
export function ProfileChart({ lines, profiles, thresholds, words }: ProfileProps) {
  const styles = seriesStyles(lines);
  const rows = thresholds.map((threshold, index) => ({
    threshold,
    ...Object.fromEntries(lines.map(({ id }, line) => [id, profiles[line]?.[index]])),
  }));
  return (
    <div className="chart wide">
      <ResponsiveContainer height="100%" width="100%">
        <LineChart accessibilityLayer data={rows} margin={{ top: 8, right: 12, bottom: 4, left: 0 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="threshold" domain={[-100, 110]} stroke="var(--muted)" tickLine={false} type="number" />
          <YAxis domain={[0, 1]} stroke="var(--muted)" tickFormatter={formatShare} tickLine={false} width={52} />
          <Tooltip
            contentStyle={TOOLTIP_STYLE}
            formatter={(value) => (typeof value === 'number' ? formatShare(value) : null)}
            labelFormatter={(threshold) => `${words.threshold} ${threshold}`}
          />
          {lines.map(({ id, spec }) => {
            const style = styles.get(id);
            return (
              <Line
                dataKey={id}
                dot={false}
                isAnimationActive={false}
                key={id}
                name={spec}
                stroke={style?.colour ?? 'var(--ink)'}
                strokeDasharray={style?.dash ?? '0'}
                strokeWidth={style?.width ?? 1.6}
                type="stepAfter"
              />
            );
          })}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
