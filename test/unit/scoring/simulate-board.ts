/** Simulated boards with known true scores, for the coverage of intervals (test/nightly/coverage.test.ts, coverage-table.ts). */
import type { Stream } from '#benchmarks/numerics/stream.ts';
import { rankIntervals } from '#benchmarks/scoring/index.ts';
import { degreesOfFreedom, type ReadyGround, type Standing } from '#benchmarks/scoring/standing.ts';

/** The true score of every entry on every benchmark. */
export const TRUE_SCORE = 50;

/** Log-normal with mean 1: the gap between controls is skewed from seed to seed, as real ones are. */
const gap = (rng: Stream) => Math.exp(0.5 * rng.normal() - 0.125);

export interface SimulatedBoard {
  readonly grounds: ReadyGround[];
  /** `[entries][benchmarks][n]` */
  readonly averages: number[][][];
}

/** A board whose entries are equal in truth: the hardest case for rank intervals. Entries share noise with the controls. */
export function simulateBoard(rng: Stream, sizes: readonly number[], entries: number): SimulatedBoard {
  const averages = Array.from({ length: entries }, (): number[][] => []);
  const grounds = sizes.map((n, k) => {
    const gaps = Array.from({ length: n }, () => gap(rng));
    for (const entry of averages) entry.push(gaps.map((g) => 0.25 * g + 0.25 * gap(rng)));
    return { id: `benchmark-${k}`, controls: { replace: gaps, oracle: gaps.map(() => 0) } };
  });
  return { grounds, averages };
}

/** Whether no entry is said to beat another, as is true of a simulated board. */
export function ranksHold(made: readonly Standing[], forFewSeeds: boolean): boolean {
  const scores = made.map((standing) => standing.overall);
  const replicates = made.map((standing) => standing.replicates);
  const df = (i: number, j: number) => degreesOfFreedom(made[i]?.influences ?? [], made[j]?.influences);
  const { intervals } = forFewSeeds ? rankIntervals(scores, replicates, df) : rankIntervals(scores, replicates);
  return intervals.every(({ best, worst }) => best === 1 && worst === made.length);
}
