import { expect, test } from 'vitest';
import { METRICS } from '../../../benchmarks/metrics/catalog.ts';
import { perplexityQuantiles } from '../../../benchmarks/metrics/perplexity.ts';

test('the quantiles of perplexity are those of numpy, and each is a metric of the catalog', () => {
  // numpy 2: np.exp(np.quantile([1, 2.5, 0.5, 3, 2], [0.01, 0.1, 0.5, 0.9, 0.99]))
  const values = perplexityQuantiles(Float64Array.from([-1, -2.5, -0.5, -3, -2]));
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
