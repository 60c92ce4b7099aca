/** The paired difference of two strategies on the seeds that they have in common (`heirloom report A B`). */
import { type Estimate, meanEstimate } from '../numerics/statistics.ts';
import type { OverallRule } from '../protocol/overall-rule.ts';
import { probabilityOfImprovement } from './description.ts';
import { denominatorOf, differences, jackknifeRatio } from './gap-closed.ts';
import { type Controls, requireSameGround, type ScoredRun } from './input.ts';
import { CONFIDENCE, IMPROVEMENT_SEEDS, RESAMPLES } from './method.ts';
import { type Difference, overallDifference } from './overall.ts';
import { requireControls } from './score.ts';
import { type ReadyGround, type Standing, standings } from './standing.ts';
import { benchmarkWeights } from './weights.ts';

export interface ComparisonInput {
  /** One run per benchmark. */
  readonly a: readonly ScoredRun[];
  readonly b: readonly ScoredRun[];
  /** The controls of as many of those benchmarks as there are. */
  readonly controls: readonly Controls<ScoredRun>[];
  /** How groups of benchmarks weigh in an overall score; every benchmark weighs the same where it is left out. */
  readonly overall?: OverallRule;
  readonly resamples?: number;
}

/** Why a benchmark has no difference of scores. */
export type Lack =
  | 'neither-ran'
  | 'first-did-not-run'
  | 'second-did-not-run'
  /** They ran with different settings. */
  | 'settings'
  /** Seeds of one of the two diverged or failed. */
  | 'stopped'
  | 'no-common-seeds'
  | 'no-controls'
  /** Seeds of a control diverged or failed. */
  | 'controls-stopped'
  | 'not-separable';

/** A lack, and the same with the numbers of the case as the end of a sentence. */
export interface Lacking {
  readonly why: Lack;
  readonly reason: string;
}

export type BenchmarkDifference =
  | {
      readonly state: 'compared';
      readonly benchmark: string;
      /** The seeds that both runs (and the controls, where given) have. */
      readonly seeds: readonly number[];
      /** Ā(a) − Ā(b) in units of the primary metric, paired t interval; negative: a is better. */
      readonly metric: Estimate;
      /** Gap closed of a minus that of b, in points, jackknife-t interval; positive: a is better. Null without controls. */
      readonly score: Difference | null;
      /** Why `score` is null, otherwise null. */
      readonly scoreLacks: Lacking | null;
      /** Probability that A(s) of a seed of a is below that of a seed of b, ties half; null under five seeds. */
      readonly probabilityOfImprovement: number | null;
    }
  | ({ readonly state: 'not-compared'; readonly benchmark: string } & Lacking);

/** The difference of two mean scores over some benchmarks, on common seeds; means weigh as an overall score of these would. */
export interface MeanDifference extends Difference {
  /** Every benchmark that has a difference of scores. */
  readonly benchmarks: readonly string[];
  readonly a: number;
  readonly b: number;
  /** Mean of the benchmarks' probabilities; null where one of them is. */
  readonly probabilityOfImprovement: number | null;
}

export interface Comparison {
  readonly benchmarks: readonly BenchmarkDifference[];
  /** Over the benchmarks on which both have a score; null where there are none. */
  readonly common: MeanDifference | null;
  /** `common` where that is every benchmark, otherwise null: there is no overall score of some of them. */
  readonly overall: MeanDifference | null;
}

/** What a pair of completed runs has on its common seeds: A(s), each `[n]`. */
interface Paired {
  readonly benchmark: string;
  readonly seeds: readonly number[];
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly controls: Controls<readonly number[]> | null;
  readonly lacks: Lacking | null;
}

/**
 * Compares two strategies benchmark by benchmark and overall. The overall interval is that of a board: joint bootstrap
 * standard error, Student quantile.
 * @throws plan-mismatch where two runs of a benchmark differ in anything but their seeds.
 */
export function compare({ a, b, controls, overall, resamples = RESAMPLES }: ComparisonInput): Comparison {
  const ids = [...new Set([...a, ...b].map((run) => run.plan.benchmark.id))].sort();
  const pairs = ids.map((id) =>
    pairUp(
      id,
      a.find(onBenchmark(id)),
      b.find(onBenchmark(id)),
      controls.find((c) => onBenchmark(id)(c.replace)) ?? null,
    ),
  );
  const benchmarks = pairs.map((pair) => ('reason' in pair ? pair : differenceOf(pair)));
  const ready = pairs.flatMap((pair, k): (Paired & ReadyGround)[] => {
    const result = benchmarks[k];
    if ('reason' in pair || pair.controls === null || result?.state !== 'compared' || result.score === null) return [];
    return [{ ...pair, id: pair.benchmark, controls: pair.controls }];
  });
  const common = ready.length === 0 ? null : meanDifference(ready, overall, resamples);
  return { benchmarks, common, overall: ready.length < ids.length ? null : common };
}

const onBenchmark = (id: string) => (run: ScoredRun) => run.plan.benchmark.id === id;

function pairUp(
  benchmark: string,
  a: ScoredRun | undefined,
  b: ScoredRun | undefined,
  controls: Controls<ScoredRun> | null,
): Paired | Extract<BenchmarkDifference, { state: 'not-compared' }> {
  const refuse = (why: Lack, reason: string) => ({ state: 'not-compared', benchmark, why, reason }) as const;
  if (a === undefined || b === undefined) return refuse(...notRun(a !== undefined, b !== undefined));
  requireSameGround(a.plan, b.plan, 'second');
  for (const { spec, outcome } of [a, b]) {
    if (outcome.state !== 'completed')
      return refuse('stopped', `${outcome.stopped} of ${outcome.seeds} seeds of ${spec} ${outcome.state}`);
  }
  const usable = usableControls(a, controls);
  const runs = [a, b, ...(usable.controls === null ? [] : [usable.controls.replace, usable.controls.oracle])];
  const seedsOf = runs.map((run) => new Set(run.plan.seeds));
  const seeds = a.plan.seeds.filter((seed) => seedsOf.every((own) => own.has(seed)));
  if (seeds.length === 0) return refuse('no-common-seeds', 'the runs have no seed in common');
  return {
    benchmark,
    seeds,
    a: averagesOn(a, seeds),
    b: averagesOn(b, seeds),
    controls: usable.controls && {
      replace: averagesOn(usable.controls.replace, seeds),
      oracle: averagesOn(usable.controls.oracle, seeds),
    },
    lacks: usable.lacks,
  };
}

/** Why two can't be compared where one of them, or neither, has run the benchmark. */
export function notRun(first: boolean, second: boolean): readonly [Lack, string] {
  if (first) return ['second-did-not-run', 'the second has no run of it'];
  return second ? ['first-did-not-run', 'the first has no run of it'] : ['neither-ran', 'neither has a run of it'];
}

/** The controls where both completed; otherwise what is lacking. @throws plan-mismatch */
function usableControls(
  run: ScoredRun,
  controls: Controls<ScoredRun> | null,
): { controls: Controls<ScoredRun> | null; lacks: Lacking | null } {
  if (controls === null) return { controls: null, lacks: { why: 'no-controls', reason: 'no control runs' } };
  requireControls(controls);
  requireSameGround(run.plan, controls.replace.plan, 'replace');
  for (const { spec, outcome } of [controls.replace, controls.oracle]) {
    if (outcome.state !== 'completed')
      return {
        controls: null,
        lacks: { why: 'controls-stopped', reason: `seeds of the ${spec} control ${outcome.state}` },
      };
  }
  return { controls, lacks: null };
}

function averagesOn(run: ScoredRun, seeds: readonly number[]): number[] {
  const { outcome, plan } = run;
  if (outcome.state !== 'completed') throw new TypeError('unreachable: only completed runs are paired');
  const bySeed = new Map(plan.seeds.map((seed, i) => [seed, outcome.averages.full[i] as number]));
  return seeds.map((seed) => bySeed.get(seed) as number);
}

function differenceOf({ benchmark, seeds, a, b, controls, lacks }: Paired): BenchmarkDifference {
  const separable = controls !== null && denominatorOf(controls.replace, controls.oracle).separable;
  // Lower is better in A(s), so b − a is what a is ahead by.
  const score = separable ? jackknifeRatio(differences(b, a), differences(controls.replace, controls.oracle)) : null;
  return {
    state: 'compared',
    benchmark,
    seeds,
    metric: meanEstimate(differences(a, b), CONFIDENCE),
    score: score && { value: score.value, interval: score.interval },
    scoreLacks: score === null ? (lacks ?? NOT_SEPARABLE) : null,
    probabilityOfImprovement: improvement([{ seeds, a, b }]),
  };
}

const NOT_SEPARABLE: Lacking = { why: 'not-separable', reason: 'the controls can’t be told apart on these seeds' };

/** That a seed of a is better than a seed of b, mean over benchmarks: lower is better in A(s). Null under five seeds. */
function improvement(
  pairs: readonly Pick<Paired, 'seeds' | 'a' | 'b'>[],
  weights: readonly number[] = [1],
): number | null {
  if (pairs.some(({ seeds }) => seeds.length < IMPROVEMENT_SEEDS)) return null;
  return probabilityOfImprovement(
    pairs.map(({ b }) => b),
    pairs.map(({ a }) => a),
    weights,
  );
}

function meanDifference(
  ready: readonly (Paired & ReadyGround)[],
  overall: OverallRule | undefined,
  resamples: number,
): MeanDifference {
  const weights = benchmarkWeights(
    ready.map(({ benchmark }) => benchmark),
    overall,
  );
  const grounds = ready.map((ground, k) => ({ ...ground, weight: weights[k] as number }));
  const averages = [grounds.map((ground) => ground.a), grounds.map((ground) => ground.b)];
  const [first, second] = standings(grounds, averages, resamples) as [Standing, Standing];
  return {
    ...overallDifference(first, second),
    a: first.overall,
    b: second.overall,
    benchmarks: grounds.map(({ benchmark }) => benchmark),
    probabilityOfImprovement: improvement(grounds, weights),
  };
}
