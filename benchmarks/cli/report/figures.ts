/** Figures of the report, drawn by what draws the site's. */
import type { LinesFigure, Point, RowsFigure } from '../../figures/figure.ts';
import { familyColour, familyOrText, lineStyles } from '../../figures/line-styles.ts';
import { generationTicks, scoreRange, valueRange } from '../../figures/scales.ts';
import type { BenchmarkCard } from '../../protocol/card.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { pointsText, scoreText as scorePoints } from '../../protocol/score-range.ts';
import { CONFIDENCE, meanEstimate, type ScoredRow } from '../../scoring/index.ts';
import { METRICS } from '../../suite/catalog.ts';
import { byHorizonOf } from './horizons.ts';
import { scoreWithInterval } from './interval-text.ts';
import { type Report, type ReportedStrategy, recordOf } from './score.ts';

const BASE = { language: 'en', page: '/' } as const;
const BETTER = { lower: 'lower is better', higher: 'higher is better', closer: 'the truth’s value is best' } as const;

/** Four significant digits at most. */
export const numberText = (value: number): string => String(Number(value.toPrecision(4))).replaceAll('-', '−');

const labelled = (ticks: readonly number[]) => ticks.map((at) => ({ at, label: numberText(at) }));

/** Overall scores with their intervals, best first; null where nothing has one. */
export function overallFigure({ board, strategies }: Report): RowsFigure | null {
  const rows = board.rows.filter(hasOverall).map(({ id, overall }) => ({
    name: id,
    value: overall.value,
    low: overall.interval?.[0] ?? null,
    high: overall.interval?.[1] ?? null,
    colour: colourOf(
      strategies.find((strategy) => strategy.id === id),
      id,
    ),
    told: scorePoints(overall.value).replace('-', '−'),
    interval: scoreWithInterval(overall.value, overall.interval),
  }));
  if (rows.length === 0) return null;
  const range = scoreRange(rows.flatMap((row) => [row.value, row.low ?? row.value, row.high ?? row.value]));
  return {
    ...BASE,
    kind: 'rows',
    title: 'Overall scores',
    subtitle: 'Points of the gap closed, with 95% intervals',
    description: `Overall scores: ${rows.map(({ name, interval }) => `${name} ${interval}`).join(', ')}`,
    x: { name: 'overall score, points', domain: range.domain, ticks: labelled(range.ticks), scale: 'linear' },
    y: { name: '', domain: [0, 1], ticks: [], scale: 'linear' },
    values: { x: 'score', y: 'number' },
    rows: rows.map(({ name, told: _, interval: __, ...mark }) => ({ name, marks: [{ ...mark, marker: 'circle' }] })),
    kinds: [],
    numbers: {
      columns: ['strategy', 'overall'],
      rows: rows.map(({ name, told, low, high }) => [
        name,
        {
          text: told,
          note: low === null || high === null ? '' : `${pointsText(low)} to ${pointsText(high)}`.replaceAll('-', '−'),
        },
      ]),
    },
  };
}

const hasOverall = (row: ScoredRow): row is ScoredRow & { overall: NonNullable<ScoredRow['overall']> } =>
  row.overall !== null;

const colourOf = (strategy: ReportedStrategy | undefined, id: string): string =>
  strategy?.role === 'control' ? 'control' : familyColour(familyOrText(strategy?.result.spec ?? id));

/** The primary metric over the generations, mean and 95% interval of every strategy. */
export function trajectoryFigure(report: Report, card: BenchmarkCard): LinesFigure {
  const metric = METRICS.find(({ id }) => id === card.primary);
  const drawn = report.strategies.flatMap((strategy) => {
    const record = recordOf(strategy.result, card.id);
    return record ? [{ strategy, points: pointsOf(record, card.primary), truth: record.truth[card.primary] }] : [];
  });
  const horizon = Math.max(1, ...drawn.flatMap(({ points }) => points.map(([generation]) => generation)));
  const range = valueRange(
    drawn.map(({ strategy, points }) => ({
      isReference: strategy.role === 'control',
      values: points.map(([, mean]) => mean),
    })),
  );
  const about = [metric?.name ?? card.primary, metric?.unit ?? '', BETTER[metric?.better ?? 'lower']];
  const truth = drawn.find((line) => line.truth !== undefined)?.truth;
  const values = truth === undefined ? [] : Array.isArray(truth) ? truth : [truth, truth];
  const step = Array.isArray(truth) ? 1 : horizon;
  return {
    ...linesOf(
      drawn.map(({ strategy, points }) => ({ strategy, points })),
      numberText,
      'generation',
    ),
    title: card.name,
    subtitle: about.filter(Boolean).join(', '),
    description: `${card.name}: ${about.filter(Boolean).join(', ')}`,
    x: { name: 'Generation', domain: [0, horizon], ticks: labelled(generationTicks(horizon)), scale: 'linear' },
    y: { name: '', domain: range.domain, ticks: labelled(range.ticks), scale: 'linear' },
    values: { x: 'number', y: 'number' },
    guides:
      values.length === 0
        ? []
        : [{ kind: 'truth', name: 'the truth', points: values.map((value, index) => [index * step, value] as const) }],
  };
}

/** The score at every horizon with its 95% interval, of every strategy but the controls; null where none has one. */
export function horizonFigure(report: Report, card: BenchmarkCard): LinesFigure | null {
  const drawn = report.strategies
    .filter(({ role }) => role !== 'control')
    .flatMap((strategy) => {
      const points = (byHorizonOf(report, strategy, card)?.scores ?? []).flatMap(
        ({ horizon, value, interval }): Point[] =>
          value === null ? [] : [[horizon, value, interval?.[0] ?? null, interval?.[1] ?? null]],
      );
      return points.length === 0 ? [] : [{ strategy, points }];
    });
  if (drawn.length === 0) return null;
  const scores = drawn.flatMap(({ points }) => points.map(([, score]) => score));
  const range = scoreRange(scores);
  const horizon = Math.max(1, ...drawn.flatMap(({ points }) => points.map(([at]) => at)));
  return {
    ...linesOf(drawn, pointsText, 'horizon'),
    title: `${card.name}: the score with every horizon`,
    subtitle: 'Points, with 95% intervals',
    description: `${card.name}: the score with every horizon`,
    x: {
      name: 'Horizon, generations',
      domain: [0, horizon],
      ticks: labelled(generationTicks(horizon)),
      scale: 'linear',
    },
    y: { name: '', domain: range.domain, ticks: labelled(range.ticks), scale: 'linear' },
    values: { x: 'number', y: 'score' },
    guides: [],
  };
}

interface DrawnLine {
  readonly strategy: ReportedStrategy;
  readonly points: readonly Point[];
}

type Lines = Pick<LinesFigure, 'kind' | 'lines' | 'steps' | 'intervals' | 'numbers' | 'language' | 'page'>;

function linesOf(drawn: readonly DrawnLine[], text: (value: number) => string, at: string): Lines {
  const styles = lineStyles(drawn.map(({ strategy: { id, result } }) => ({ id, spec: result.spec })));
  const places = [...new Set(drawn.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
  return {
    ...BASE,
    kind: 'lines',
    steps: 'none',
    intervals: 'bands',
    lines: drawn.flatMap(({ strategy: { id, role }, points }) => {
      const style = styles.get(id);
      return style === undefined ? [] : [{ id, name: id, style, isReference: role === 'control', points }];
    }),
    numbers: {
      columns: [at, ...drawn.map(({ strategy }) => strategy.id)],
      rows: places.map((place) => [
        String(place),
        ...drawn.map(({ points }) => {
          const point = points.find(([x]) => x === place);
          if (point === undefined) return '–';
          const [, value, low, high] = point;
          return low === null || high === null
            ? text(value)
            : { text: text(value), note: `${text(low)} to ${text(high)}` };
        }),
      ]),
    },
  };
}

function pointsOf(record: RunRecord, metric: string): Point[] {
  return Array.from({ length: record.benchmark.generations + 1 }, (_, generation): Point | null => {
    const values = (record.trajectories[metric] ?? [])
      .map((seed) => seed[generation])
      .filter((value) => typeof value === 'number');
    if (values.length === 0) return null;
    const { value, interval } = meanEstimate(values, CONFIDENCE);
    return [generation, value, interval?.[0] ?? null, interval?.[1] ?? null];
  }).filter((point) => point !== null);
}
