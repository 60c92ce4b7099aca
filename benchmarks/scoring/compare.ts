/** The paired difference of two strategies on the seeds that they have in common (`heirloom report A B`). */
import { type Estimate, type Interval, meanEstimate, sampleVariance } from '../numerics/statistics.ts';
import { probabilityOfImprovement } from './description.ts';
import { denominatorOf, differences, gapClosed, jackknifeRatio } from './gap-closed.ts';
import { type Controls, requireSameGround, type ScoredRun } from './input.ts';
import { CONFIDENCE, RESAMPLES } from './method.ts';
import { canVary, studentInterval } from './overall.ts';
import { requireControls } from './score.ts';
import { degreesOfFreedom, type ReadyGround, type Standing, standings } from './standing.ts';

export interface ComparisonInput {
  /** One run per benchmark. */
  readonly a: readonly ScoredRun[];
  readonly b: readonly ScoredRun[];
  /** The controls of as many of those benchmarks as there are. */
  readonly controls: readonly Controls<ScoredRun>[];
  readonly resamples?: number;
}

/** A difference a − b. */
export interface Difference {
  readonly value: number;
  /** 95% interval; null with one seed. */
  readonly interval: Interval | null;
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
      readonly scoreLacks: string | null;
      /** Probability that a seed of a is better than a seed of b, ties half. */
      readonly probabilityOfImprovement: number;
    }
  | { readonly state: 'not-compared'; readonly benchmark: string; readonly reason: string };

export interface Comparison {
  readonly benchmarks: readonly BenchmarkDifference[];
  /** Difference of the overall scores, on common seeds; null unless every benchmark has a score difference. */
  readonly overall:
    | (Difference & { readonly a: number; readonly b: number; readonly probabilityOfImprovement: number })
    | null;
}

/** What a pair of completed runs has on its common seeds: A(s), each `[n]`. */
interface Paired {
  readonly benchmark: string;
  readonly seeds: readonly number[];
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly controls: Controls<readonly number[]> | null;
  readonly lacks: string | null;
}

/**
 * Compares two strategies benchmark by benchmark and overall. The overall interval is that of a board: joint bootstrap
 * standard error, Student quantile.
 * @throws plan-mismatch where two runs of a benchmark differ in anything but their seeds.
 */
export function compare({ a, b, controls, resamples = RESAMPLES }: ComparisonInput): Comparison {
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
  return {
    benchmarks,
    overall: ready.length === 0 || ready.length < ids.length ? null : overallDifference(ready, resamples),
  };
}

const onBenchmark = (id: string) => (run: ScoredRun) => run.plan.benchmark.id === id;

function pairUp(
  benchmark: string,
  a: ScoredRun | undefined,
  b: ScoredRun | undefined,
  controls: Controls<ScoredRun> | null,
): Paired | Extract<BenchmarkDifference, { state: 'not-compared' }> {
  const refuse = (reason: string) => ({ state: 'not-compared', benchmark, reason }) as const;
  if (a === undefined || b === undefined)
    return refuse(`${a === undefined ? 'the first' : 'the second'} has no run of it`);
  requireSameGround(a.plan, b.plan, 'second');
  for (const { spec, outcome } of [a, b]) {
    if (outcome.state !== 'completed')
      return refuse(`${outcome.stopped} of ${outcome.seeds} seeds of ${spec} ${outcome.state}`);
  }
  const usable = usableControls(a, controls);
  const runs = [a, b, ...(usable.controls === null ? [] : [usable.controls.replace, usable.controls.oracle])];
  const seedsOf = runs.map((run) => new Set(run.plan.seeds));
  const seeds = a.plan.seeds.filter((seed) => seedsOf.every((own) => own.has(seed)));
  if (seeds.length === 0) return refuse('the runs have no seed in common');
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

/** The controls where both completed; otherwise what is lacking. @throws plan-mismatch */
function usableControls(
  run: ScoredRun,
  controls: Controls<ScoredRun> | null,
): { controls: Controls<ScoredRun> | null; lacks: string | null } {
  if (controls === null) return { controls: null, lacks: 'no control runs' };
  requireControls(controls);
  requireSameGround(run.plan, controls.replace.plan, 'replace');
  for (const { spec, outcome } of [controls.replace, controls.oracle]) {
    if (outcome.state !== 'completed')
      return { controls: null, lacks: `seeds of the ${spec} control ${outcome.state}` };
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
    scoreLacks: score === null ? (lacks ?? 'the controls can’t be told apart on these seeds') : null,
    probabilityOfImprovement: probabilityOfImprovement([b], [a]),
  };
}

function overallDifference(
  grounds: readonly (Paired & ReadyGround)[],
  resamples: number,
): NonNullable<Comparison['overall']> {
  const averages = [grounds.map((ground) => ground.a), grounds.map((ground) => ground.b)];
  const [first, second] = standings(grounds, averages, resamples) as [Standing, Standing];
  const value = first.overall - second.overall;
  const standardError = Math.sqrt(sampleVariance(differences(first.replicates, second.replicates)));
  const df = degreesOfFreedom(first.influences, second.influences);
  const own = (of: 'a' | 'b') =>
    grounds.map((ground) => gapClosed(ground[of], ground.controls.replace, ground.controls.oracle).perSeed);
  return {
    value,
    interval: canVary(first) ? studentInterval(value, standardError, df) : null,
    a: first.overall,
    b: second.overall,
    probabilityOfImprovement: probabilityOfImprovement(own('a'), own('b')),
  };
}
