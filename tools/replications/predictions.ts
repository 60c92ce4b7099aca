/** Whether predictions come out: benchmark by benchmark, at each horizon, and what follows for a claim. */
import { denominatorOf, differences, jackknifeRatio } from '#benchmarks/scoring/gap-closed.ts';
import { halfHorizon, type Interval, meanEstimate } from '#benchmarks/scoring/index.ts';
import { generationOf } from '../reference/series.ts';
import type { Claim, Prediction } from './claims.ts';
import type { Averages } from './long.ts';
import type { Horizon, MeasuredBenchmark } from './measured-runs.ts';

/** What one benchmark says of a prediction: for it, against it, or neither, where the interval holds the bound. */
export interface Cell {
  readonly benchmark: string;
  readonly says: 'for' | 'against' | 'open';
  /** Points of gap closed, or units of the metric; null where a run diverged, which decides by itself. */
  readonly value: number | null;
  readonly interval: Interval | null;
}

export type Verdict = 'holds' | 'holds partly' | 'does not hold' | 'not testable here';

const CONFIDENCE = 0.95;

/**
 * The rule. A claim holds where every benchmark that can tell speaks for it, with a 95% interval that lies beyond the bound; where
 * none does it doesn't hold; else it holds partly. An interval with the bound inside speaks for nothing.
 */
export function verdictOf(cells: readonly Cell[]): Verdict {
  const supporting = cells.filter(({ says }) => says === 'for').length;
  if (cells.length === 0) return 'not testable here';
  if (supporting === cells.length) return 'holds';
  return supporting === 0 ? 'does not hold' : 'holds partly';
}

/** All cells of a claim at a horizon. What asks for a metric's course has none at the long one, of which averages are kept. */
export const cellsOf = ({ predictions }: Claim, benchmarks: readonly MeasuredBenchmark[], horizon: Horizon): Cell[] =>
  predictions.flatMap((prediction) => predictionCells(prediction, benchmarks, horizon));

export function predictionCells(
  prediction: Prediction,
  benchmarks: readonly MeasuredBenchmark[],
  horizon: Horizon,
): Cell[] {
  return benchmarks
    .filter(({ id }) => prediction.on?.includes(id) ?? true)
    .flatMap((benchmark) => cellOf(prediction, benchmark, horizon) ?? []);
}

/** The specifications that a prediction is about. */
export const specsIn = (prediction: Prediction): string[] =>
  'better' in prediction
    ? [prediction.better, prediction.than]
    : ['under' in prediction ? prediction.under : prediction.flattens];

function cellOf(prediction: Prediction, benchmark: MeasuredBenchmark, horizon: Horizon): Cell | null {
  if ('better' in prediction) return comparison(prediction, benchmark, horizon);
  return horizon === 'long' ? null : course(prediction, benchmark, horizon);
}

/** How many points more of the gap one run closes than another on the same seeds. */
function comparison(
  { better, than, by = 0 }: Extract<Prediction, { readonly better: string }>,
  { name, runs }: MeasuredBenchmark,
  horizon: Horizon,
): Cell | null {
  const at = (spec: string): Averages | undefined => runs.get(spec)?.[horizon];
  const [first, second, replace, oracle] = [better, than, 'replace', 'oracle'].map(at);
  if (first === undefined || second === undefined || !replace || !oracle) return null;
  if (!denominatorOf(replace, oracle).separable) return null;
  if (first === null || second === null) {
    const says = first === second ? 'open' : first === null ? 'against' : 'for';
    return { benchmark: name, says, value: null, interval: null };
  }
  const { value, interval } = jackknifeRatio(differences(second, first), differences(replace, oracle));
  return { benchmark: name, says: sideOf(interval, by), value, interval };
}

/** How a metric moves, by Student's interval over seeds. */
function course(
  prediction: Exclude<Prediction, { readonly better: string }>,
  { name, primary, records }: MeasuredBenchmark,
  horizon: Exclude<Horizon, 'long'>,
): Cell | null {
  const [spec] = specsIn(prediction);
  const record = records.get(spec as string);
  const metric = 'moves' in prediction && prediction.moves !== 'primary' ? prediction.moves : primary;
  if (record?.trajectories[metric] === undefined) return null;
  const { generations } = record.benchmark;
  const end = horizon === 'half' ? halfHorizon(generations) : generations;
  const at = (generation: number): number[] => generationOf(record, metric, generation);
  if ('moves' in prediction) {
    const moved = meanEstimate(differences(at(end), at(0)), CONFIDENCE);
    const sign = prediction.to === 'up' ? 1 : -1;
    return { benchmark: name, says: sideOf(moved.interval, 0, sign), value: moved.value, interval: moved.interval };
  }
  const middle = halfHorizon(end);
  const [first, second] = [differences(at(middle), at(0)), differences(at(end), at(middle))];
  const more = meanEstimate(differences(second, first), CONFIDENCE);
  return { benchmark: name, says: sideOf(more.interval, 0, -1), value: more.value, interval: more.interval };
}

/** Where an interval lies: beyond the bound in the direction of `sign`, on its other side, or around it. */
function sideOf(interval: Interval | null, bound: number, sign: 1 | -1 = 1): Cell['says'] {
  if (interval === null || interval.some(Number.isNaN)) return 'open';
  const [low, high] = sign === 1 ? interval : [-interval[1], -interval[0]];
  return low > bound ? 'for' : high < bound ? 'against' : 'open';
}
