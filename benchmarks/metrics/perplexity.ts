/** How surprising a sample is to a model: the distribution that Shumailov et al. (2024) show as a histogram a generation. */
import { quantileSorted } from '../numerics/statistics.ts';

/** The quantiles that stand for the histogram, in percent. */
export const PERPLEXITY_PERCENTILES = [1, 10, 50, 90, 99] as const;

/**
 * Quantiles of the perplexity exp(−log p / tokens) over sequences, as `sample-perplexity-p1`, … `-p99`.
 * @param perToken mean log-probability per token of each sequence, nats
 */
export function perplexityQuantiles(perToken: Float64Array): Record<string, number> {
  const surprisal = perToken.map((value) => -value).sort();
  return Object.fromEntries(
    PERPLEXITY_PERCENTILES.map((percent) => [
      `sample-perplexity-p${percent}`,
      Math.exp(quantileSorted(surprisal, percent / 100)),
    ]),
  );
}
