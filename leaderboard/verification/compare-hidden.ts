/** A run's claimed seeds beside the hidden ones, by the averages of its primary metric: what the pages show and who is refuted. */
import {
  denominatorOf,
  FLAG_LEVEL,
  gapClosed,
  hiddenSeeds,
  holmRejects,
  permutationP,
  REFUTE_LEVEL,
} from '#benchmarks/scoring/index.ts';

/** A score on some seeds, as `gapClosed` has it; null where a seed stopped, or where they don't separate the controls. */
export interface SeedsScore {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Averages by position, of the entry and of the controls on the same seeds; null where a seed stopped. */
export interface Averages {
  readonly own: readonly (number | null)[];
  readonly replace: readonly (number | null)[];
  readonly oracle: readonly (number | null)[];
}

export function scoreOf({ own, replace, oracle }: Averages): SeedsScore | null {
  const all = [...own, ...replace, ...oracle];
  if (own.length === 0 || all.some((value) => value === null)) return null;
  // As boards have it: where the controls can't be told apart there is no score.
  if (!denominatorOf(replace as number[], oracle as number[]).separable) return null;
  const { value, interval } = gapClosed(own as number[], replace as number[], oracle as number[]);
  return { value, low: interval?.[0] ?? null, high: interval?.[1] ?? null };
}

/**
 * A(strategy) − A(oracle) by seed, lower is better. A seed that stopped has no average and counts as the worst that is seen: stopping is no
 * better than that.
 */
function excess({ own, oracle }: Averages, worst: number): number[] {
  return own.map((value, i) => (value === null || oracle[i] === null ? worst : value - (oracle[i] as number)));
}

/** p that the claimed seeds are no better than hidden ones. */
export function compareBatches(claimed: Averages, hidden: Averages, stream: string): number {
  const known = [claimed, hidden].flatMap(({ own, oracle }) =>
    own.flatMap((value, i) => (value === null || oracle[i] === null ? [] : [value - (oracle[i] as number)])),
  );
  const worst = known.length === 0 ? 0 : Math.max(...known);
  return permutationP(excess(claimed, worst), excess(hidden, worst), stream);
}

/** How many hidden seeds each batch has; null where there are too few seeds to tell. */
export function batchSizes(
  claimed: number,
  benchmarks: number,
): { readonly hidden: number; readonly second: number } | null {
  const hidden = hiddenSeeds(claimed, benchmarks, FLAG_LEVEL);
  const second = hiddenSeeds(claimed, benchmarks, REFUTE_LEVEL);
  // The second is to be the larger one, whatever its level needs.
  return hidden === null || second === null ? null : { hidden, second: Math.max(second, 2 * hidden) };
}

/** Which benchmarks ask for a second batch. `ps`: one a benchmark, 1 where it can't be told. */
export const flagged = (ps: readonly number[]): boolean[] => holmRejects(ps, FLAG_LEVEL);

/** Which benchmarks the second batch refutes, of all that were tested. */
export const refuted = (ps: readonly number[]): boolean[] => holmRejects(ps, REFUTE_LEVEL);
