import { describe, expect, it } from 'vitest';
import {
  mean,
  meanEstimate,
  quantileSorted,
  sampleVariance,
  standardNormalCdf,
  standardNormalQuantile,
  studentQuantile,
  upperQuantileSorted,
} from '#benchmarks/numerics/statistics.ts';

// Literals: numpy 2.4.6 and scipy 1.17.1.
const x = [2, 7, 1, 9, 4, 4];
const sorted = [1, 2, 4, 4, 7, 9];

describe('moments and quantiles', () => {
  it('match numpy', () => {
    expect(mean(x)).toBe(4.5);
    expect(sampleVariance(x)).toBeCloseTo(9.1, 14); // np.var(x, ddof=1)
    // np.quantile(x, [.1, .5, .975])
    expect([0.1, 0.5, 0.975].map((p) => quantileSorted(sorted, p))).toEqual([1.5, 4, 8.75]);
    // np.quantile(x, [.5, .95], method='inverted_cdf')
    expect([0.5, 0.95].map((p) => upperQuantileSorted(sorted, p))).toEqual([4, 9]);
  });

  it('take an exact multiple as it is: 95% of 20 values is the 19th, not the 20th', () => {
    const values = Array.from({ length: 20 }, (_, i) => i + 1);
    expect(upperQuantileSorted(values, 0.95)).toBe(19);
    expect(upperQuantileSorted(values, 0.951)).toBe(20);
    expect(upperQuantileSorted(values, 0)).toBe(1);
  });

  it('has no variance for one value', () => {
    expect(sampleVariance([3])).toBeNaN();
  });
});

describe('distributions', () => {
  it.each([
    // scipy.stats.t.ppf(p, df)
    [0.975, 1, 12.706204736174694],
    [0.975, 4, 2.7764451051977934],
    [0.975, 19.5, 2.089397620972246],
    [0.975, 199, 1.9719565442517533],
    [0.9999997, 3.7, 71.51942748849746],
  ])('Student quantile %d at %d degrees of freedom', (p, df, expected) => {
    expect(studentQuantile(p, df) / expected).toBeCloseTo(1, 12);
  });

  it('has the normal as the limit', () => {
    expect(studentQuantile(0.975, Number.POSITIVE_INFINITY)).toBeCloseTo(1.959963984540054, 14); // norm.ppf(.975)
    expect(standardNormalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(standardNormalCdf(-4.6) / 2.1124547025028537e-6).toBeCloseTo(1, 12); // norm.cdf(-4.6)
  });
});

describe('meanEstimate', () => {
  it('is the t interval of scipy', () => {
    // stats.t.interval(.95, 5, loc=x.mean(), scale=stats.sem(x))
    const { value, interval, n } = meanEstimate(x, 0.95);
    expect([value, n]).toEqual([4.5, 6]);
    expect(interval?.[0]).toBeCloseTo(1.3342508032404972, 12);
    expect(interval?.[1]).toBeCloseTo(7.665749196759503, 12);
  });

  it('has no interval for one value', () => {
    expect(meanEstimate([3], 0.95)).toEqual({ value: 3, interval: null, n: 1 });
  });
});
