import { describe, expect, it } from 'vitest';
import { denominatorOf, gapClosed } from '#benchmarks/scoring/index.ts';

const replace = [3.1, 2.7, 4.0, 3.3, 2.9];
const oracle = [1.0, 0.8, 1.1, 1.2, 0.9];
const strategy = [1.9, 2.0, 2.2, 2.6, 1.5];

describe('gapClosed', () => {
  it('agrees with the jackknife written out in numpy', () => {
    // f = lambda i: 100*(1-(a[i].mean()-o[i].mean())/(r[i].mean()-o[i].mean())); delete-one over i; scipy.stats.t.ppf(.975, 4)
    const score = gapClosed(strategy, replace, oracle);
    expect(score.value).toBeCloseTo(52.727272727272734, 12);
    expect(score.standardError).toBeCloseTo(6.865786156493462, 12);
    expect(score.interval?.[0]).toBeCloseTo(33.66479435974169, 11);
    expect(score.interval?.[1]).toBeCloseTo(71.78975109480378, 11);
    // 100*(r-a)/(r-o).mean()
    [54.54545454545455, 31.818181818181824, 81.8181818181818, 31.8181818181818, 63.63636363636363].forEach((x, s) => {
      expect(score.perSeed[s]).toBeCloseTo(x, 11);
    });
  });

  it('is exactly 0 for replace and exactly 100 for oracle, without error', () => {
    expect(gapClosed(replace, replace, oracle)).toMatchObject({ value: 0, standardError: 0, interval: [0, 0] });
    expect(gapClosed(oracle, replace, oracle)).toMatchObject({ value: 100, standardError: 0, interval: [100, 100] });
  });

  it('averages numerator and denominator before it divides', () => {
    // Ratio of means 100·(1 − 3/4) = 25; the mean of the seeds' own ratios would be 100·(1 − (2 + 1/3)/2) < 0.
    expect(gapClosed([2, 1], [1, 3], [0, 0]).value).toBe(25);
  });

  it('leaves 0…100 where the strategy does', () => {
    expect(gapClosed([8, 8], [4, 4], [0, 0]).value).toBe(-100);
    expect(gapClosed([-1, -1], [4, 4], [0, 0]).value).toBe(125);
  });

  it('is the same in other units and after a shift of the metric', () => {
    const scaled = (values: number[]) => values.map((v) => 7 * v + 3);
    const a = gapClosed(strategy, replace, oracle);
    const b = gapClosed(scaled(strategy), scaled(replace), scaled(oracle));
    expect(b.value).toBeCloseTo(a.value, 10);
    expect(b.standardError).toBeCloseTo(a.standardError as number, 10);
  });

  it('has no interval with one seed', () => {
    expect(gapClosed([1], [4], [0])).toMatchObject({ value: 75, interval: null, standardError: null, n: 1 });
  });

  it('has no interval where one seed alone makes the denominator', () => {
    expect(gapClosed([1, 1], [4, 0], [0, 0])).toMatchObject({ value: 50, interval: null });
  });
});

describe('denominatorOf', () => {
  it('is a paired t interval', () => {
    // d = r-o; stats.t.interval(.95, 4, loc=d.mean(), scale=stats.sem(d))
    const { value, interval, separable } = denominatorOf(replace, oracle);
    expect(value).toBeCloseTo(2.2, 14);
    expect(interval?.[0]).toBeCloseTo(1.7033344007184947, 12);
    expect(interval?.[1]).toBeCloseTo(2.6966655992815056, 12);
    expect(separable).toBe(true);
  });

  it('is not separable where the interval holds 0 or lies below it', () => {
    expect(denominatorOf([1, 2, 0], [0, 0, 2]).separable).toBe(false);
    expect(denominatorOf([0, 0, 0], [1, 1.1, 0.9]).separable).toBe(false);
    expect(denominatorOf([1, 1], [1, 1]).separable).toBe(false);
    expect(denominatorOf([1], [1]).separable).toBe(false);
    expect(denominatorOf([2], [1]).separable).toBe(true);
  });
});
