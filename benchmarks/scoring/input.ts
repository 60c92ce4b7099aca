/**
 * What scoring needs of a run record: per-seed averages of the primary metric, at the full and at half the horizon.
 * Plain JSON, because a snapshot stores it: scores and ranks are recomputed from these numbers alone.
 */
import { mean } from '../numerics/statistics.ts';
import type { BenchmarkCard } from '../protocol/card.ts';
import { DIVERGENCE_BOUND, isWithinBound } from '../protocol/divergence-bound.ts';
import { HeirloomError } from '../protocol/errors.ts';
import type { Params, Tier } from '../protocol/ids.ts';
import type { Engine, RunRecord } from '../protocol/record.ts';

/** A(s), the mean of the primary metric over generations 1…G, and the same over 1…⌊G/2⌋. Both `[seeds]`. */
export interface SeedAverages {
  readonly full: readonly number[];
  readonly half: readonly number[];
}

/** Everything two runs must have in common to be paired seed by seed. */
export interface RecordedPlan {
  readonly suite: string;
  readonly benchmark: {
    readonly id: string;
    readonly version: number;
    readonly tier: Tier;
    readonly params: Params;
    readonly generations: number;
    readonly size: number;
  };
  readonly engine: Engine;
  readonly seeds: readonly number[];
}

/** What became of a run: averages where every seed completed, otherwise how many of the seeds stopped. */
export type RunOutcome =
  | { readonly state: 'completed'; readonly averages: SeedAverages }
  | { readonly state: 'diverged'; readonly stopped: number; readonly seeds: number }
  | { readonly state: 'failed'; readonly stopped: number; readonly seeds: number };

/** The view of a run record that scores are computed from. */
export interface ScoredRun {
  readonly plan: RecordedPlan;
  readonly spec: string;
  readonly outcome: RunOutcome;
}

/** Those parts of a record that everything about a run follows from: whole records have them, and so have stored ones. */
export type MeasuredRun = Pick<RunRecord, 'benchmark' | 'seeds' | 'statuses' | 'trajectories' | 'ledger' | 'truth'> & {
  readonly strategy: Pick<RunRecord['strategy'], 'spec'>;
};

/** The two runs that every score is paired with. */
export interface Controls<Run> {
  readonly replace: Run;
  readonly oracle: Run;
}

/** The last generation of the half horizon: ⌊G/2⌋, at least 1. */
export function halfHorizon(generations: number): number {
  return Math.max(1, Math.floor(generations / 2));
}

/**
 * Reads what scoring needs from a record. `primary` is the id of the benchmark's primary metric.
 * @throws check-failed where a completed seed lacks a value of the primary metric.
 */
export function toScoredRun(record: RunRecord, card: Pick<BenchmarkCard, 'id' | 'primary'>): ScoredRun {
  if (card.id !== record.benchmark.id) {
    throw new HeirloomError(
      'check-failed',
      `Received a run of "${record.benchmark.id}" with the card of "${card.id}". Pass the card of the run's own benchmark.`,
    );
  }
  const { suite, benchmark, engine, seeds } = record;
  const { id, version, tier, params, generations, size } = benchmark;
  return {
    plan: { suite, benchmark: { id, version, tier, params, generations, size }, engine, seeds },
    spec: record.strategy.spec,
    outcome: runOutcome(record, card.primary),
  };
}

/** What a run reached. @throws check-failed where a completed seed lacks a value of the primary metric. */
export function runOutcome(record: MeasuredRun, primary: string): RunOutcome {
  const seeds = record.seeds.length;
  const diverged = record.statuses.filter((status) => status.state === 'diverged').length;
  const failed = record.statuses.filter((status) => status.state === 'failed').length;
  // A failed run says nothing about the strategy, so it is named before divergence, which does.
  if (failed > 0) return { state: 'failed', stopped: failed, seeds };
  if (diverged > 0) return { state: 'diverged', stopped: diverged, seeds };
  const full: number[] = [];
  const half: number[] = [];
  const { generations } = record.benchmark;
  for (let s = 0; s < seeds; s++) {
    const values = primaryValues(record, primary, s);
    full.push(mean(values.subarray(1)));
    half.push(mean(values.subarray(1, halfHorizon(generations) + 1)));
  }
  return { state: 'completed', averages: { full, half } };
}

/** Values of the primary metric of seed index s over generations 0…G. `[G+1]` @throws check-failed */
function primaryValues(record: MeasuredRun, primary: string, s: number): Float64Array {
  const row = record.trajectories[primary]?.[s];
  const length = record.benchmark.generations + 1;
  const values = new Float64Array(length);
  for (let g = 0; g < length; g++) {
    const value = row?.[g];
    if (!isWithinBound(value)) {
      throw new HeirloomError(
        'check-failed',
        `The run of "${record.strategy.spec}" on "${record.benchmark.id}" has no value of its primary metric "${primary}" for seed ${record.seeds[s]}, generation ${g}; a completed seed has ${length} values of at most ${DIVERGENCE_BOUND} in size. Run it again.`,
        { context: { benchmark: record.benchmark.id, primary, seed: record.seeds[s], generation: g } },
      );
    }
    values[g] = value;
  }
  return values;
}

/**
 * Requires that two runs can be paired seed by seed: the same suite, benchmark and version, tier, parameters, generations,
 * size, engine and seeds, in the same order.
 * @throws plan-mismatch naming every field that differs, with both values.
 */
export function requireSamePlan(run: RecordedPlan, other: RecordedPlan, otherName: string): void {
  requireNoDifference(run, otherName, planDifferences(run, other, true));
}

/** As `requireSamePlan`, but the seeds may differ. @throws plan-mismatch */
export function requireSameGround(run: RecordedPlan, other: RecordedPlan, otherName: string): void {
  requireNoDifference(run, otherName, planDifferences(run, other, false));
}

/** One field in which two plans differ. */
export interface PlanDifference {
  readonly field: string;
  readonly run: string;
  readonly other: string;
}

/** Lists every field in which two plans differ, in a fixed order; empty where the runs can be paired. */
export function planDifferences(run: RecordedPlan, other: RecordedPlan, withSeeds: boolean): PlanDifference[] {
  const a = run.benchmark;
  const b = other.benchmark;
  const pairs: [string, string, string][] = [
    ['suite', run.suite, other.suite],
    ['benchmark', `${a.id}@${a.version}`, `${b.id}@${b.version}`],
    ['tier', a.tier, b.tier],
    ['generations', String(a.generations), String(b.generations)],
    ['size', String(a.size), String(b.size)],
    ['engine', `${run.engine.id} ${run.engine.version}`, `${other.engine.id} ${other.engine.version}`],
  ];
  const names = [...new Set([...Object.keys(a.params), ...Object.keys(b.params)])].sort();
  for (const name of names) {
    pairs.push([
      `parameter ${name}`,
      JSON.stringify(a.params[name]) ?? 'not set',
      JSON.stringify(b.params[name]) ?? 'not set',
    ]);
  }
  if (withSeeds) pairs.push(['seeds', describeSeeds(run.seeds), describeSeeds(other.seeds)]);
  const differences = pairs.filter(([, x, y]) => x !== y).map(([field, x, y]) => ({ field, run: x, other: y }));
  return differences;
}

function requireNoDifference(run: RecordedPlan, otherName: string, differences: readonly PlanDifference[]): void {
  if (differences.length === 0) return;
  const list = differences.map(({ field, run: x, other }) => `${field} (${x}, ${otherName} ${other})`).join('; ');
  throw new HeirloomError(
    'plan-mismatch',
    `The run on "${run.benchmark.id}" can't be paired with the ${otherName} run: they differ in ${list}. Make the ${otherName} run with the same settings.`,
    { context: { benchmark: run.benchmark.id, differences } },
  );
}

/** `1…200`, or the whole list where it has gaps: equal texts mean equal seeds. */
export function describeSeeds(seeds: readonly number[]): string {
  const first = seeds[0] ?? 0;
  const consecutive = seeds.length > 2 && seeds.every((seed, i) => seed === first + i);
  return consecutive ? `${first}…${first + seeds.length - 1}` : seeds.join(', ');
}
