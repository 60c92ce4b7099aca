/** Where a seed has diverged: the same for the harness, the checker and everything that averages. */

/**
 * The largest size of a primary metric's value. A seed beyond it has diverged. Up to it, sums over generations and seeds and
 * the squares of differences stay far below the largest double (1.8e308), so that no score is made of infinities.
 */
export const DIVERGENCE_BOUND = 1e100;

/** Whether a value of a primary metric is a number within the bound. */
export function isWithinBound(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Math.abs(value) <= DIVERGENCE_BOUND;
}
