'use client';
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { ChartLine, CollapseLimitView, LawCurveView, TrajectoriesView } from '#leaderboard/views/index.ts';
import { generationAxis, valueAxis } from '../charts/scales.ts';
import { formatNumber } from '../format.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { ChartBands } from './chart-bands.tsx';
import { TOOLTIP_STYLE } from './chart-style.ts';
import type { ChartWords } from './chart-words.ts';
import { useTurns } from './draw-turn.ts';
import { type SeriesStyle, seriesStyles } from './series.ts';
import { TrajectoryTable } from './trajectory-table.tsx';

/** What a chart draws; laws and limits where the source has them. */
export interface ShownTrajectories extends TrajectoriesView {
  readonly laws?: readonly LawCurveView[];
  readonly collapse?: readonly CollapseLimitView[];
}

export interface ChartProps {
  readonly view: ShownTrajectories;
  /** Every line of the page: the same one has the same style in all charts. */
  readonly lines: readonly ChartLine[];
  readonly words: ChartWords;
  readonly bands: boolean;
  readonly heading: 'benchmark' | 'metric';
  /** Its name, where neither the benchmark nor the metric is that. */
  readonly title?: string | undefined;
}

const LINES_A_TURN = 6;

/** One metric over the generations: a line per entry, controls in grey, the truth dotted, laws and limits dashed. */
export function TrajectoryChart({ view, lines, words, bands, heading, title }: ChartProps) {
  const { metric, benchmark, laws = [], collapse = [] } = view;
  const { brackets, colon, comma } = PUNCTUATION[words.locale];
  // Axes first, lines in later frames: all at once would block the page for a tenth of a second and more.
  const drawn = LINES_A_TURN * useTurns(Math.ceil(view.series.length / LINES_A_TURN));
  const series = view.series.slice(0, drawn);
  const styles = seriesStyles(lines);
  const styleOf = (id: string): SeriesStyle => styles.get(id) ?? { colour: 'var(--ink)', dash: '0', width: 1.6 };
  const [xAxis, yAxis] = [generationAxis(view.horizon), valueAxis(view)];
  const unit = title === undefined ? metric.unit : '';
  const about = [heading === 'benchmark' ? metric.name : '', unit, words.better[metric.better]];
  return (
    <figure aria-busy={drawn < view.series.length}>
      <figcaption>
        <strong>{title ?? (heading === 'benchmark' ? benchmark.name : metric.name)}</strong>
        {about.filter(Boolean).join(comma)}
      </figcaption>
      {view.notMeasured.length > 0 && (
        <p className="small muted">
          {words.notMeasured + colon + view.notMeasured.map(({ spec }) => spec).join(comma)}
        </p>
      )}
      <div className="chart">
        <ResponsiveContainer height="100%" width="100%">
          <ComposedChart accessibilityLayer data={toRows(view)} margin={{ top: 8, right: 12, bottom: 4, left: 0 }}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis
              dataKey="generation"
              domain={[...xAxis.domain]}
              label={{
                value: words.generation,
                position: 'insideBottomRight',
                offset: -2,
                fontSize: 11,
                fill: 'var(--muted)',
              }}
              stroke="var(--muted)"
              tickLine={false}
              ticks={[...xAxis.ticks]}
              type="number"
            />
            <YAxis
              allowDataOverflow
              domain={[...yAxis.domain]}
              stroke="var(--muted)"
              tickFormatter={formatNumber}
              tickLine={false}
              ticks={[...yAxis.ticks]}
              width={58}
            />
            <Tooltip
              contentStyle={TOOLTIP_STYLE}
              formatter={(value) => (typeof value === 'number' ? formatNumber(value) : null)}
              labelFormatter={(generation) => `${words.generation} ${generation}`}
            />
            {typeof view.truth === 'number' && (
              <ReferenceLine stroke="var(--muted)" strokeDasharray="1 4" y={view.truth} />
            )}
            {Array.isArray(view.truth) && (
              <Line
                dataKey="truth"
                dot={false}
                isAnimationActive={false}
                name={words.truth}
                stroke="var(--muted)"
                strokeDasharray="1 4"
                type="linear"
              />
            )}
            {collapse.map(({ stage, limit }) =>
              typeof limit !== 'number' ? (
                Array.isArray(limit) && (
                  <Line
                    dataKey={`limit/${stage}`}
                    dot={false}
                    isAnimationActive={false}
                    key={stage}
                    name={words[stage]}
                    stroke="var(--bad)"
                    strokeDasharray="4 4"
                    type="linear"
                  />
                )
              ) : (
                <ReferenceLine
                  key={stage}
                  label={{ value: words[stage], position: 'insideBottomLeft', fontSize: 11, fill: 'var(--bad)' }}
                  stroke="var(--bad)"
                  strokeDasharray="4 4"
                  y={limit}
                />
              ),
            )}
            {bands && <ChartBands colourOf={(id) => styleOf(id).colour} series={series} />}
            {series.map(({ id, spec }) => {
              const { colour, dash, width } = styleOf(id);
              return (
                <Line
                  dataKey={id}
                  dot={false}
                  isAnimationActive={false}
                  key={id}
                  name={spec}
                  stroke={colour}
                  strokeDasharray={dash}
                  strokeWidth={width}
                  type="linear"
                />
              );
            })}
            {laws.map(({ law, spec }) => (
              <Line
                dataKey={`${law}/${spec}`}
                dot={false}
                isAnimationActive={false}
                key={`${law}/${spec}`}
                name={words.law + brackets(spec)}
                stroke="var(--ink)"
                strokeDasharray="3 3"
                strokeWidth={1.4}
                type="linear"
              />
            ))}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <TrajectoryTable view={view} words={words} />
    </figure>
  );
}

/** One row a generation, as Recharts reads it: the mean under the series' id, laws under theirs. */
function toRows(view: ShownTrajectories): Record<string, number>[] {
  const rows = Array.from({ length: view.horizon + 1 }, (_, generation): Record<string, number> => ({ generation }));
  for (const series of view.series) {
    for (const { generation, mean } of series.points) {
      const row = rows[generation];
      if (row) row[series.id] = mean;
    }
  }
  const put = (key: string, values: readonly number[]): void =>
    values.forEach((value, generation) => {
      const row = rows[generation];
      if (row) row[key] = value;
    });
  for (const { law, spec, values } of view.laws ?? []) put(`${law}/${spec}`, values);
  if (Array.isArray(view.truth)) put('truth', view.truth);
  for (const { stage, limit } of view.collapse ?? []) if (Array.isArray(limit)) put(`limit/${stage}`, limit);
  return rows;
}
