/** Which generations of a long run answers name: a bundle may have a hundred thousand, and no page can draw them. */

/** Twice as many as the longest official run has, about. */
export const MAX_GENERATIONS = 1001;

/** Generations of a run of `length` of them, ascending: all, or evenly spaced ones, `most` of them, with the first and the last. */
export function shownGenerations(length: number, most = MAX_GENERATIONS): number[] {
  const count = Math.min(length, most);
  if (count < 2) return count === 1 ? [0] : [];
  return Array.from({ length: count }, (_, index) => Math.round((index * (length - 1)) / (count - 1)));
}
