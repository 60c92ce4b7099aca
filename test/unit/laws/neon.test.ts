/**
 * Law 8 of docs/laws.md: a Gaussian whose fit steps away from a copy trained on its own samples. Fixed seeds, as in gaussian.test.ts.
 * What a temperature adds is derived in the strategy's README.
 */
import { describe, expect, it } from 'vitest';
import { meanErrorNeon, type NeonSetting, varianceNeon } from '#benchmarks/suite/gaussian/laws-of-strategies.ts';
import { isNightly } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { zScore } from '../../support/z-score.ts';

const M = 100;
const SEEDS = isNightly ? 1000 : 150;
const last = 6;

describe.each([
  ['mle', 'neon', 1, M],
  // The w that keeps E σ²: M/(M − 1), exactly.
  ['mle', 'neon:weight=1.0101010101010102', M / (M - 1), M],
  ['mle', 'neon:own=2,weight=0.5', 0.5, 2 * M],
  ['unbiased', 'neon:weight=0.5', 0.5, M],
] as const)('%s, %s', (estimator, spec, weight, own) => {
  const setting: NeonSetting = { sampleSize: M, own, weight, estimator };

  it('has the variance and the error of the mean that the law says', async () => {
    const outcomes = await runSeeds('gaussian', spec, {
      seeds: SEEDS,
      generations: last,
      set: { sampleSize: M, estimator },
    });
    for (const generation of [1, 3, last]) {
      const z = (metric: string, mean: number) => Math.abs(zScore(metricAt(outcomes, metric, generation), mean));
      const fits = generation + 1;
      expect(z('variance-ratio', varianceNeon(setting, fits)), `variance, ${generation}`).toBeLessThan(4);
      expect(z('mean-error', meanErrorNeon(setting, fits)), `mean, ${generation}`).toBeLessThan(4);
    }
  });
});

it('keeps E σ² with w = M/(M − 1) at the divisor M, and with any w at M − 1', () => {
  const at = (weight: number, estimator: 'mle' | 'unbiased') =>
    varianceNeon({ sampleSize: M, own: M, weight, estimator }, 50);
  expect(at(M / (M - 1), 'mle')).toBeCloseTo(1 - 1 / M, 12);
  expect(at(3, 'unbiased')).toBe(1);
});

it('keeps E σ² with w = 1/T where samples are drawn at temperature T', async () => {
  // Per generation: T from sampling the last model, then 1 + w − wT from stepping away from a copy of variance T·σ².
  const temperature = 0.8;
  const outcomes = await runSeeds('gaussian', `temperature:value=${temperature}+neon:weight=${1 / temperature}`, {
    seeds: SEEDS,
    generations: last,
    set: { sampleSize: M },
  });
  for (const generation of [1, 3, last])
    expect(Math.abs(zScore(metricAt(outcomes, 'variance-ratio', generation), 1)), `${generation}`).toBeLessThan(4);
});
