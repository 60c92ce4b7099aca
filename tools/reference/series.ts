/** Trajectories of records that are known to be whole, as numbers. */
import type { RunRecord } from '#benchmarks/protocol/record.ts';

type Measured = Pick<RunRecord, 'benchmark' | 'strategy' | 'trajectories'>;

/** A metric as `[seedIndex][generation]`; where it has no value, NaN. @throws Error where the record lacks the metric */
export function seriesOf({ benchmark, strategy, trajectories }: Measured, metric: string): number[][] {
  const seeds = trajectories[metric];
  if (seeds === undefined) throw new Error(`The record of ${strategy.spec} on ${benchmark.id} has no "${metric}".`);
  return seeds.map((seed) => seed.map((value) => value ?? Number.NaN));
}

/** A metric in one generation, by seed. */
export const generationOf = (record: Measured, metric: string, generation: number): number[] =>
  seriesOf(record, metric).map((seed) => seed[generation] ?? Number.NaN);
