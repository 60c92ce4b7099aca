/** Runs seeds in this process, through the same plan and code as the command line's workers. */
import type { Params } from '#benchmarks/protocol/ids.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';
import runPlannedSeed, { type SeedOutcome } from '#benchmarks/runner/planned-seed.ts';

export interface SeedRequest {
  readonly seeds: number;
  readonly generations: number;
  readonly set?: Readonly<Params>;
}

export async function runSeeds(
  benchmark: string,
  spec: string,
  { seeds, generations, set = {} }: SeedRequest,
): Promise<SeedOutcome[]> {
  const { runs } = planRuns({ benchmarks: [benchmark], strategies: [spec], tier: 'quick', seeds, generations, set });
  const plan = runs[0];
  if (!plan) throw new Error(`${spec} is not applicable to ${benchmark}`);
  const outcomes: SeedOutcome[] = [];
  for (const seed of plan.seeds)
    outcomes.push((await runPlannedSeed({ plan, seed, keepSamples: false, checkpoint: null })).outcome);
  return outcomes;
}

/** A metric at one generation, over the seeds. @throws Error where a seed has no value there */
export function metricAt(outcomes: readonly SeedOutcome[], metric: string, generation: number): number[] {
  return outcomes.map((outcome) => {
    const value = outcome.metrics[metric]?.[generation];
    if (typeof value !== 'number')
      throw new Error(`Seed ${outcome.seed} has no ${metric} at generation ${generation}.`);
    return value;
  });
}
