/** How far apart two results of one seed are. */

/** Between numbers of opposite sign, and between a number and none. */
export const MOST_DIFFERENT = 2;

/** |a − b| / max(|a|, |b|), in [0, 2]; 0 where both have no value. */
export function relativeDifference(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return MOST_DIFFERENT;
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
