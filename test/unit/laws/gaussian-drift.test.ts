/** Law 7 of docs/laws.md: a Gaussian that moves, followed with a share of fresh data. Fixed seeds, as in gaussian.test.ts. */
import { describe, expect, it } from 'vitest';
import { followed } from '#benchmarks/suite/gaussian-drift/laws.ts';
import { STEP, scaleAt } from '#benchmarks/suite/gaussian-drift/speed.ts';
import { isNightly } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { zScore } from '../../support/z-score.ts';

const SEEDS = isNightly ? 600 : 100;
const M = 100;

describe.each([
  ['replace', 0],
  ['fresh:share=0.1', 0.1],
  ['fresh:share=0.5', 0.5],
  ['oracle', 1],
] as const)('%s', (spec, share) => {
  it('has the lag, the spread and the variance of the law', async () => {
    const outcomes = await runSeeds('gaussian-drift', spec, { seeds: SEEDS, generations: 12 });
    for (const generation of [0, 1, 5, 12]) {
      const { lag, spread, variance } = followed(M, share, generation);
      const unit = scaleAt(generation) ** 2;
      const z = (metric: string, mean: number) => Math.abs(zScore(metricAt(outcomes, metric, generation), mean / unit));
      expect(z('mean-error', lag * lag + spread), `mean-error, generation ${generation}`).toBeLessThan(4);
      expect(z('variance-ratio', variance), `variance-ratio, generation ${generation}`).toBeLessThan(4);
    }
  });
});

it('lags by δ(1 − s)/s · (1 − (1 − s)^g)', () => {
  expect(followed(M, 0.1, 10).lag).toBeCloseTo(STEP * 9 * (1 - 0.9 ** 10), 12);
  expect(followed(M, 0, 10).lag).toBeCloseTo(10 * STEP, 12);
  expect(followed(M, 1, 10)).toEqual({ lag: 0, spread: scaleAt(10) ** 2 / M, variance: scaleAt(10) ** 2 });
});

it('has fractions worked out by hand: M = 100, s = 1/10, two generations', () => {
  // ℓ₁ = 0.9 · 0.2; v₁ = (0.81 + 0.9 + 0.1 · 1.0201)/100; Eσ²₁ = 0.9 + 0.10201 + 100/99 · 0.09 · (0.04 + 0.01).
  const first = followed(M, 0.1, 1);
  expect(first.lag).toBeCloseTo(0.18, 14);
  expect(first.spread).toBeCloseTo(0.01 * 0.81 + 0.009 + 0.0010201, 14);
  expect(first.variance).toBeCloseTo(0.9 + 0.10201 + (100 / 99) * 0.09 * 0.05, 14);
});
