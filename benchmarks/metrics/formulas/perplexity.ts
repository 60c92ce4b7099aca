/** How surprising a sample is to a model: the distribution that Shumailov et al. (2024) show as a histogram a generation. */
import { quantileSorted } from '../../numerics/statistics.ts';
import type { Bin } from '../../protocol/metric.ts';

/** In percent. */
export const PERPLEXITY_PERCENTILES = [1, 10, 50, 90, 99] as const;

/**
 * A quantile of the perplexity exp(−log p / tokens) over sequences.
 * @param perToken mean log-probability per token of each sequence, nats
 */
export function perplexityQuantile(perToken: Float64Array, percent: number): number {
  const surprisal = perToken.map((value) => -value).sort();
  return Math.exp(quantileSorted(surprisal, percent / 100));
}

/** Between the bins of the histogram: ten a decade, in preferred numbers (ISO 3, R10). */
const EDGES = [
  8, 10, 12.5, 16, 20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000,
] as const;

/** A bin's ends: its values are in [from, to), null at an open end. */
type Interval = Pick<Bin, 'from' | 'to'>;

/** From the most probable samples to the least; the outer two have no end. */
export const PERPLEXITY_BINS: readonly Interval[] = Array.from({ length: EDGES.length + 1 }, (_, i) => ({
  from: EDGES[i - 1] ?? null,
  to: EDGES[i] ?? null,
}));

/**
 * Share of the sequences whose perplexity lies in a bin.
 * @param perToken mean log-probability per token of each sequence, nats
 */
export function binShare(perToken: Float64Array, { from, to }: Interval): number {
  const perplexities = perToken.map((value) => Math.exp(-value));
  const inside = perplexities.filter((value) => value >= (from ?? 0) && (to === null || value < to));
  return inside.length / perplexities.length;
}
