import { type roundRange, roundTicks } from '#benchmarks/figures/scales.ts';

/** The range of scores: from 0 to 100 always, and what lies beyond as far as scores count. */
export function scoreRange(scores: readonly number[]): ReturnType<typeof roundRange> {
  const low = Math.max(-100, 25 * Math.floor(Math.min(0, ...scores) / 25));
  // A little above the oracle's, so that its sign is seen whole.
  const high = 110;
  return { domain: [low, high], ticks: roundTicks(low, high) };
}
