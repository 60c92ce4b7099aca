/** How surprising a sample is to a model: the distribution that Shumailov et al. (2024) show as a histogram a generation. */
import { quantileSorted } from '../numerics/statistics.ts';
import type { Bin } from '../protocol/card.ts';

/** In percent. */
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

/** Between the bins of the histogram: ten a decade, in preferred numbers (ISO 3, R10). */
const EDGES = [
  8, 10, 12.5, 16, 20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000,
] as const;

/** From the most probable samples to the least; the outer two have no end. */
export const PERPLEXITY_BINS: readonly (Pick<Bin, 'from' | 'to'> & { readonly id: string })[] = Array.from(
  { length: EDGES.length + 1 },
  (_, i) => ({
    id: `sample-perplexity-bin-${i + 1}`,
    from: EDGES[i - 1] ?? null,
    to: EDGES[i] ?? null,
  }),
);

/**
 * Shares of the sequences whose perplexity lies in each bin, as `sample-perplexity-bin-1`, …
 * @param perToken mean log-probability per token of each sequence, nats
 */
export function perplexityHistogram(perToken: Float64Array): Record<string, number> {
  const perplexities = perToken.map((value) => Math.exp(-value));
  return Object.fromEntries(
    PERPLEXITY_BINS.map(({ id, from, to }) => {
      const inside = perplexities.filter((value) => value >= (from ?? 0) && (to === null || value < to));
      return [id, inside.length / perplexities.length];
    }),
  );
}
