'use client';
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatNumber } from '../format.ts';
import { TOOLTIP_STYLE } from './chart-style.ts';
import type { Band, LedgerBand, LedgerCount } from './ledger-bands.ts';

export interface LedgerWords extends Readonly<Record<LedgerBand | LedgerCount, string>> {
  readonly generation: string;
  readonly trainingSize: string;
  readonly weightShare: string;
  readonly sampled: string;
  readonly verifierCalls: string;
  readonly table: string;
  readonly title: string;
  readonly failed: string;
}

interface Props {
  readonly bands: readonly Band[];
  readonly words: LedgerWords;
}

/** The training set of each generation, stacked by source. */
export function LedgerChart({ bands, words }: Props) {
  const rows = (bands[0]?.amounts ?? []).map((_, generation) => ({
    generation,
    ...Object.fromEntries(bands.map(({ name, amounts }) => [name, amounts[generation]])),
  }));
  return (
    <div className="chart">
      <ResponsiveContainer height="100%" width="100%">
        <AreaChart accessibilityLayer data={rows} margin={{ top: 8, right: 12, bottom: 4, left: 0 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis allowDecimals={false} dataKey="generation" stroke="var(--muted)" tickLine={false} type="number" />
          <YAxis stroke="var(--muted)" tickFormatter={formatNumber} tickLine={false} width={58} />
          <Tooltip
            contentStyle={TOOLTIP_STYLE}
            formatter={(value) => (typeof value === 'number' ? formatNumber(value) : null)}
            labelFormatter={(generation) => `${words.generation} ${generation}`}
          />
          {bands.map(({ name, style }) => (
            <Area
              dataKey={name}
              fill={`var(--${style})`}
              fillOpacity={1}
              isAnimationActive={false}
              key={name}
              name={words[name]}
              stackId="training set"
              stroke="var(--paper)"
              strokeWidth={1}
              type="stepAfter"
            />
          ))}
        </AreaChart>
      </ResponsiveContainer>
    </div>
  );
}
