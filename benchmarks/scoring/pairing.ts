/** Runs on some of their seeds. */
import type { ScoredRun, SeedAverages } from './input.ts';

/** A run as if it had these seeds alone, in this order; each must be one of its own. */
export function onSeeds(run: ScoredRun, seeds: readonly number[]): ScoredRun {
  const plan = { ...run.plan, seeds };
  // Of a run with a stopped seed it isn't known here which one that was.
  if (run.outcome.state !== 'completed') return { ...run, plan };
  return {
    ...run,
    plan,
    outcome: { state: 'completed', averages: pickSeeds(run.outcome.averages, run.plan.seeds, seeds) },
  };
}

/** The averages of some of a run's seeds, in the order asked for. */
export function pickSeeds(
  { full, half }: SeedAverages,
  seeds: readonly number[],
  wanted: readonly number[],
): SeedAverages {
  const places = new Map(seeds.map((seed, i) => [seed, i]));
  const pick = (values: readonly number[]) => wanted.map((seed) => values[places.get(seed) as number] as number);
  return { full: pick(full), half: pick(half) };
}
