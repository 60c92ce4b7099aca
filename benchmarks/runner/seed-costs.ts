/**
 * How much work is left of a plan, by what its seeds were measured to take. Seeds of one benchmark take about as long with
 * every strategy, seeds of two benchmarks may take a thousand times longer: counting them tells nothing.
 */

/** A run as far as time goes. */
export interface TimedRun {
  readonly benchmark: string;
  /** Seeds that are still to be finished. */
  seedsLeft: number;
  /** Wall time on a worker of every seed that was finished, now or in an earlier run. */
  readonly durationsMs: number[];
}

/** Time of one seed: by the run's own seeds, else by those of the same benchmark; null where there is none. */
export function seedMs(run: TimedRun, runs: readonly TimedRun[]): number | null {
  if (run.durationsMs.length > 0) return mean(run.durationsMs);
  // A mean of runs, not of seeds: a strategy that has more of them is no better a guess.
  const others = runs.filter(({ benchmark, durationsMs }) => benchmark === run.benchmark && durationsMs.length > 0);
  return others.length === 0 ? null : mean(others.map(({ durationsMs }) => mean(durationsMs)));
}

/** Worker time that all seeds left will take; null while no seed of one of their benchmarks is finished. */
export function workLeftMs(runs: readonly TimedRun[]): number | null {
  let total = 0;
  for (const run of runs) {
    if (run.seedsLeft === 0) continue;
    const each = seedMs(run, runs);
    if (each === null) return null;
    total += run.seedsLeft * each;
  }
  return total;
}

/** Whether all seeds left are of one benchmark: then generations, of which more are finished, tell the time as well. */
export function isOneBenchmark(runs: readonly TimedRun[]): boolean {
  return new Set(runs.filter(({ seedsLeft }) => seedsLeft > 0).map(({ benchmark }) => benchmark)).size <= 1;
}

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;
