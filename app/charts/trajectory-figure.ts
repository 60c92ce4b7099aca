/** A metric over the generations as a figure. */
import type { Cell, Guide, LinesFigure, Strand } from '#benchmarks/figures/figure.ts';
import { type LineStyle, lineStyles } from '#benchmarks/figures/line-styles.ts';
import { generationTicks, valueRange } from '#benchmarks/figures/scales.ts';
import { SCORE_BY_HORIZON } from '#leaderboard/submissions/horizons.ts';
import type {
  CollapseLimitView,
  LawCurveView,
  SeedsView,
  TrajectoriesView,
  TrajectoryPoint,
  TrajectorySeries,
} from '#leaderboard/views/index.ts';
import { catalogText } from '../components/catalog-text.ts';
import { LANGUAGE_TAGS, type Locale } from '../i18n/locales.ts';
import { MESSAGES } from '../i18n/messages.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import { benchmarkPath } from '../paths.ts';
import { intervalText, labelled, valueText } from './value-text.ts';

/** What is drawn; laws, limits and seeds where they are asked for. */
export interface DrawnTrajectories extends TrajectoriesView {
  readonly laws?: readonly LawCurveView[];
  readonly collapse?: readonly CollapseLimitView[];
  readonly seeds?: readonly SeedsView[];
}

export function trajectoryFigure(view: DrawnTrajectories, locale: Locale): LinesFigure {
  const { benchmark, metric, series, horizon, limits, seeds = [] } = view;
  const words = MESSAGES[locale].common.charts;
  const { comma, colon, clause } = PUNCTUATION[locale];
  const text = catalogText(locale);
  const isScore = metric.id === SCORE_BY_HORIZON;
  const kind = isScore ? 'score' : 'number';
  const name = text.benchmark({ ...benchmark, summary: '' }).name;
  const measured = isScore ? MESSAGES[locale].common.horizon.chart : text.metric(metric);
  const range = valueRange(
    series.map(({ id, role, points }) => ({
      isReference: role === 'control',
      values: [...points.map(({ mean }) => mean), ...middleOf(seeds.find((own) => own.id === id))],
    })),
    limits,
  );
  const styles = lineStyles(series);
  const better = words[metric.better];
  const unit = isScore ? '' : text.unit(metric.unit);
  const missing =
    view.notMeasured.length === 0
      ? ''
      : clause + words.notMeasured + colon + view.notMeasured.map(({ spec }) => spec).join(comma);
  const ends = series.flatMap(({ spec, points }) => {
    const last = points.at(-1);
    return last ? [`${spec} ${valueText(last.mean, kind)}`] : [];
  });
  const subtitle = [measured, unit, better].filter(Boolean).join(comma) + missing;
  return {
    kind: 'lines',
    title: name,
    subtitle,
    description: name + colon + subtitle + (ends.length === 0 ? '' : clause + words.atEnd + colon + ends.join(comma)),
    language: LANGUAGE_TAGS[locale],
    x: {
      name: words.generation,
      domain: [0, Math.max(1, horizon)],
      ticks: labelled(generationTicks(horizon), 'number'),
      scale: 'linear',
    },
    y: { name: '', domain: range.domain, ticks: labelled(range.ticks, kind), scale: 'linear' },
    values: { x: 'number', y: kind },
    lines: series.flatMap(({ id, spec, role, points }) => {
      const style = styles.get(id);
      if (style === undefined) return [];
      return [
        {
          id,
          name: spec,
          style,
          isReference: role === 'control',
          points: points.map(
            ({ generation, mean, low, high }) => [generation, brief(mean), end(low), end(high)] as const,
          ),
        },
      ];
    }),
    guides: guidesOf(view, locale),
    ...(seeds.length === 0 ? {} : { strands: strandsOf(seeds, styles) }),
    steps: 'none',
    intervals: 'bands',
    numbers: {
      columns: [words.generation, ...series.map(({ spec }) => spec)],
      rows: Array.from({ length: horizon + 1 }, (_, generation) => [
        String(generation),
        ...series.map((line) => cellOf(line, generation, kind, words.to)),
      ]).filter((row) => row.some((cell, index) => index > 0 && cell !== NOTHING)),
    },
    page: benchmarkPath(benchmark.id),
  };
}

/** A thin line each, in the colour of its entry. */
function strandsOf(seeds: readonly SeedsView[], styles: ReadonlyMap<string, LineStyle>): Strand[] {
  return seeds.flatMap((entry) =>
    entry.seeds.map((points, index) => ({
      colour: styles.get(entry.id)?.colour ?? 'muted',
      isFirst: index === 0,
      points: points.map(([generation, value]) => [generation, brief(value)] as const),
    })),
  );
}

/** The ends of the middle nine tenths of an entry's values: one stray seed must not flatten all others. */
function middleOf(entry: SeedsView | undefined): number[] {
  const values = (entry?.seeds ?? []).flatMap((points) => points.map(([, value]) => value)).sort((a, b) => a - b);
  const last = values.length - 1;
  return last < 0 ? [] : [values[Math.round(0.05 * last)] as number, values[Math.round(0.95 * last)] as number];
}

const NOTHING = '–';
/** Six digits: more than a picture can show. */
const brief = (value: number): number => Number(value.toPrecision(6));
const end = (value: number | null): number | null => (value === null ? null : brief(value));

function cellOf({ points }: TrajectorySeries, generation: number, kind: 'score' | 'number', to: string): Cell {
  const point: TrajectoryPoint | undefined = points.find((own) => own.generation === generation);
  if (point === undefined) return NOTHING;
  const note = intervalText(point.low, point.high, kind, to);
  const text = valueText(point.mean, kind);
  return note === '' ? text : { text, note };
}

/** The truth, where collapse begins, and what laws say. */
function guidesOf({ truth, horizon, laws = [], collapse = [] }: DrawnTrajectories, locale: Locale): Guide[] {
  const words = MESSAGES[locale].common.charts;
  const { brackets } = PUNCTUATION[locale];
  const over = (values: number | readonly number[]): Guide['points'] =>
    typeof values === 'number'
      ? [
          [0, values],
          [Math.max(1, horizon), values],
        ]
      : values.map((value, generation) => [generation, brief(value)] as const);
  return [
    ...(truth === null ? [] : [{ kind: 'truth', name: words.truth, points: over(truth) } as const]),
    ...collapse.flatMap(({ stage, limit }) =>
      limit === null ? [] : [{ kind: 'limit', name: words[stage], points: over(limit) } as const],
    ),
    ...laws.map(
      ({ spec, values }) => ({ kind: 'law', name: words.law + brackets(spec), points: over(values) }) as const,
    ),
  ];
}
