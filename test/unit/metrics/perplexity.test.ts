import { expect, test } from 'vitest';
import {
  binShare,
  PERPLEXITY_BINS,
  PERPLEXITY_PERCENTILES,
  perplexityQuantile,
} from '#benchmarks/metrics/formulas/perplexity.ts';
import { METRICS } from '#benchmarks/suite/catalog.ts';
import { card } from '#benchmarks/suite/text-transformer/card.ts';

test('the quantiles of perplexity are those of numpy, and each is a metric of the catalog', () => {
  // numpy 2: np.exp(np.quantile([1, 2.5, 0.5, 3, 2], [0.01, 0.1, 0.5, 0.9, 0.99]))
  const perToken = Float64Array.from([-1, -2.5, -0.5, -3, -2]);
  const values: Record<string, number> = Object.fromEntries(
    PERPLEXITY_PERCENTILES.map((percent) => [`sample-perplexity-p${percent}`, perplexityQuantile(perToken, percent)]),
  );
  const expected = {
    'sample-perplexity-p1': 1.6820276496988864,
    'sample-perplexity-p10': 2.0137527074704766,
    'sample-perplexity-p50': 7.38905609893065,
    'sample-perplexity-p90': 16.444646771097048,
    'sample-perplexity-p99': 19.6878166447624,
  };
  expect(Object.keys(values)).toEqual(Object.keys(expected));
  for (const [id, value] of Object.entries(expected)) {
    expect(values[id]).toBeCloseTo(value, 10);
    expect(METRICS.some((card) => card.id === id)).toBe(true);
  }
});

test('the histogram of perplexity is numpy’s, its bins are metrics of the catalog and of the benchmark, and none is missing', () => {
  const perToken = Float64Array.from([-1, -2.5, -0.5, -3, -2, -2.2, -2.4, -7.1, -4.9]);
  const shares = PERPLEXITY_BINS.map((bin) => binShare(perToken, bin));
  // numpy 2: np.histogram(np.exp([1, 2.5, 0.5, 3, 2, 2.2, 2.4, 7.1, 4.9]), bins=[0, 8, 10, 12.5, 16, …, 1000, np.inf])[0]
  const counts = [3, 1, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1];
  expect(shares.map((share) => 9 * share)).toEqual(counts.map((count) => expect.closeTo(count, 12)));
  const bins = METRICS.filter(({ bin }) => bin?.of.id === 'sample-perplexity').map(({ id }) => id);
  expect(bins.length).toBe(shares.length);
  expect(card.metrics.map(({ id }) => id).filter((id) => id.includes('-bin-'))).toEqual(bins);
});
