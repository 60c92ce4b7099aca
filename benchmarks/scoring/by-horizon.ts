/**
 * What a score hides at its horizon: the same score with every shorter horizon, how many times the oracle's error is left, and
 * when half of what is lost without doing anything is lost (docs/scoring.md). Descriptions: no rank rests on them.
 */
import { type Interval, mean, meanEstimate } from '../numerics/statistics.ts';
import { denominatorOf, differences, gapClosed, jackknifeRatio } from './gap-closed.ts';
import type { Controls } from './input.ts';
import { CONFIDENCE } from './method.ts';

/** A completed run's primary metric (lower is better) over generations 0…G, seed by seed. `[n][G+1]` */
export type SeedTrajectories = readonly (readonly number[])[];

/** A run with its controls on the same seeds, in the same order, over the same generations. */
export interface PairedTrajectories extends Controls<SeedTrajectories> {
  readonly own: SeedTrajectories;
}

/** The score that a run would have at one horizon. */
export interface HorizonScore {
  /** h, from 1 to G. */
  readonly horizon: number;
  /** Gap closed with A(s) over generations 1…h; null where that doesn't separate the controls. */
  readonly value: number | null;
  /** 95% jackknife-t interval; null with one seed, and without a value. */
  readonly interval: Interval | null;
}

/** A ratio with its 95% jackknife-t interval, null with one seed. */
export interface Ratio {
  readonly value: number;
  readonly interval: Interval | null;
}

/**
 * When half of what replace loses by G is lost, in generations after generation 0: `reached` by linear interpolation between
 * two generations, `not-reached` within the horizon, `no-loss` where replace loses nothing that its seeds' spread can't explain.
 */
export type HalfLife =
  | { readonly state: 'reached'; readonly generation: number }
  | { readonly state: 'not-reached' | 'no-loss' };

export interface ByHorizon {
  readonly scores: readonly HorizonScore[];
  /** Ā(own)/Ā(oracle) at G; null where the metric is no distance, or the oracle's can't be told from 0. */
  readonly ratio: Ratio | null;
  readonly halfLife: HalfLife;
}

/**
 * Describes a run at every horizon, or at those asked for, ascending. `isDistance`: whether 0 of the metric means that nothing
 * is wrong, without which two values have no ratio.
 */
export function byHorizon(
  runs: PairedTrajectories,
  isDistance: boolean,
  horizons: readonly number[] = everyHorizon(runs),
): ByHorizon {
  const last = generationsOf(runs);
  const at = averagesBy(runs, [...horizons, last]);
  const end = at.at(-1) as Controls<readonly number[]> & { readonly own: readonly number[] };
  return {
    scores: horizons.map((horizon, i) => scoreAt(horizon, at[i] as typeof end)),
    ratio: isDistance ? ratioOf(end.own, end.oracle) : null,
    halfLife: halfLifeOf(runs.own, runs.replace),
  };
}

const generationsOf = ({ own }: PairedTrajectories): number => (own[0]?.length ?? 1) - 1;
const everyHorizon = (runs: PairedTrajectories): number[] =>
  Array.from({ length: generationsOf(runs) }, (_, index) => index + 1);

/** A(s) of the three runs at each of some ascending horizons, by sums that run on. */
function averagesBy(
  runs: PairedTrajectories,
  horizons: readonly number[],
): (Controls<readonly number[]> & { readonly own: readonly number[] })[] {
  const [own, replace, oracle] = [runs.own, runs.replace, runs.oracle].map((run) =>
    run.map((values) => runningMeans(values, horizons)),
  ) as [number[][], number[][], number[][]];
  const column = (run: readonly number[][], i: number) => run.map((means) => means[i] as number);
  return horizons.map((_, i) => ({ own: column(own, i), replace: column(replace, i), oracle: column(oracle, i) }));
}

function runningMeans(values: readonly number[], horizons: readonly number[]): number[] {
  let sum = 0;
  let generation = 0;
  return horizons.map((horizon) => {
    while (generation < horizon) {
      generation += 1;
      sum += values[generation] as number;
    }
    return sum / horizon;
  });
}

function scoreAt(
  horizon: number,
  { own, replace, oracle }: Controls<readonly number[]> & { readonly own: readonly number[] },
): HorizonScore {
  if (!denominatorOf(replace, oracle).separable) return { horizon, value: null, interval: null };
  const { value, interval } = gapClosed(own, replace, oracle);
  return { horizon, value, interval };
}

function ratioOf(own: readonly number[], oracle: readonly number[]): Ratio | null {
  const { value: least, interval } = meanEstimate(oracle, CONFIDENCE);
  if (!((interval?.[0] ?? least) > 0)) return null;
  const percent = jackknifeRatio(own, oracle);
  return {
    value: percent.value / 100,
    interval: percent.interval && [percent.interval[0] / 100, percent.interval[1] / 100],
  };
}

/** From means over seeds of what each has lost since its own generation 0. */
function halfLifeOf(own: SeedTrajectories, replace: SeedTrajectories): HalfLife {
  const first = replace.map((values) => values[0] as number);
  const last = replace.map((values) => values.at(-1) as number);
  const { value: lost, interval } = meanEstimate(differences(last, first), CONFIDENCE);
  if (!((interval?.[0] ?? lost) > 0)) return { state: 'no-loss' };
  const lossAt = (generation: number): number =>
    mean(own.map((values) => (values[generation] as number) - (values[0] as number)));
  let before = 0;
  for (let generation = 1; generation < (own[0]?.length ?? 0); generation++) {
    const loss = lossAt(generation);
    if (loss >= lost / 2)
      return { state: 'reached', generation: generation - 1 + (lost / 2 - before) / (loss - before) };
    before = loss;
  }
  return { state: 'not-reached' };
}

/** A run's trajectories on some of its seeds, in the order asked for; null where one of these is not there whole. */
export function trajectoriesOn(
  trajectory: readonly (readonly (number | null)[])[],
  seeds: readonly number[],
  wanted: readonly number[],
  generations: number,
): SeedTrajectories | null {
  const places = new Map(seeds.map((seed, i) => [seed, i]));
  const rows = wanted.map((seed) => trajectory[places.get(seed) ?? -1]);
  const isWhole = (row: (typeof rows)[number]): row is number[] =>
    row?.length === generations + 1 && row.every((value) => typeof value === 'number');
  return rows.every(isWhole) ? rows : null;
}
