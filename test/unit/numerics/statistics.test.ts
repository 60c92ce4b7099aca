import { describe, expect, it } from 'vitest';
import { mean, meanEstimate } from '#benchmarks/numerics/statistics.ts';

describe('the mean', () => {
  it('of finite values is finite, however large they are', () => {
    expect(mean([1e308, 1e308, 1e308, 1e308])).toBe(1e308);
    expect(mean([1.5e308, -1.5e308, 1.5e308, -1.5e308, 1.5e308, 1.5e308])).toBeCloseTo(0.5e308, -307);
    expect(mean([])).toBeNaN();
  });

  it('has no interval where it is beyond doubles', () => {
    expect(meanEstimate([1e308, -1e308], 0.95)).toEqual({ value: 0, interval: null, n: 2 });
    // t quantile 0.975 with one degree of freedom, tan(0.475π) = 12.7062, times the standard error 1.
    const { interval } = meanEstimate([1, 3], 0.95);
    expect(interval?.[0]).toBeCloseTo(2 - 12.7062, 4);
  });
});
