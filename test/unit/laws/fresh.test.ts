/** Laws 6 and 10 of docs/laws.md where the share of fresh data decays or pauses. Fixed seeds, as in gaussian.test.ts. */
import { describe, expect, it } from 'vitest';
import { decayedUnits } from '#benchmarks/numerics/draw.ts';
import { meanErrorMle, meanErrorUnbiased, varianceMle } from '#benchmarks/suite/gaussian/laws.ts';
import { mixedWithFresh } from '#benchmarks/suite/gaussian/laws-of-strategies.ts';
import { heterozygosityFresh, heterozygosityMixed } from '#benchmarks/suite/word-frequencies/laws.ts';
import { isNightly } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { zScore } from '../../support/z-score.ts';

const SEEDS = isNightly ? 2000 : 400;
const M = 40;

describe.each([
  ['unbiased', 'fresh:share=0.2,decay=0.5', 0.2, 0.5, 1],
  ['mle', 'fresh:share=0.2,decay=1', 0.2, 1, 1],
  ['unbiased', 'fresh:share=0.1,every=2', 0.1, 0, 2],
] as const)('%s, %s', (estimator, spec, share, decay, every) => {
  it('has the error and the variance of the law', async () => {
    const set = { sampleSize: M, estimator };
    const outcomes = await runSeeds('gaussian', spec, { seeds: SEEDS, generations: 5, set });
    const units = (generation: number) => (generation % every === 0 ? decayedUnits(share, decay, generation, M) : 0);
    for (const generation of [0, 1, 2, 5]) {
      const { error, variance } = mixedWithFresh(M, estimator, units, generation + 1);
      const z = (metric: string, mean: number) => Math.abs(zScore(metricAt(outcomes, metric, generation), mean));
      expect(z('mean-error', error), `mean, ${generation}`).toBeLessThan(4);
      expect(z('variance-ratio', variance), `variance, ${generation}`).toBeLessThan(4);
    }
  });
});

it('words: heterozygosity with a decaying share', async () => {
  const set = { sampleSize: 60, vocabulary: 200 };
  const outcomes = await runSeeds('word-frequencies', 'fresh:share=0.2,decay=0.5', {
    seeds: SEEDS,
    generations: 8,
    set,
  });
  const agreement = 1 - (outcomes[0]?.benchmark.truth.heterozygosity as number);
  const mixOf = (generation: number) => {
    const real = decayedUnits(0.2, 0.5, generation, 60);
    return { real, synthetic: 60 - real };
  };
  for (const generation of [0, 1, 3, 8]) {
    const expected = heterozygosityMixed(60, mixOf, agreement, generation + 1);
    expect(Math.abs(zScore(metricAt(outcomes, 'heterozygosity', generation), expected))).toBeLessThan(4);
  }
});

describe('the recursion', () => {
  it('is that of replace without fresh data, and settles with a share that stays', () => {
    const none = mixedWithFresh(M, 'mle', () => 0, 9);
    expect(none.variance).toBeCloseTo(varianceMle(M, 9), 14);
    expect(none.error).toBeCloseTo(meanErrorMle(M, 9), 14);
    expect(mixedWithFresh(M, 'unbiased', () => 0, 9).error).toBeCloseTo(meanErrorUnbiased(M, 9), 14);
    // s = 1/4: a fixed point, where V(1 − (1 − s)) = s + M/(M − 1)·s(1 − s)e and e(1 − (1 − s)²) = ((1 − s)V + s)/M.
    const { error, variance } = mixedWithFresh(M, 'unbiased', () => 10, 500);
    expect(variance).toBeCloseTo(1 + (40 / 39) * 0.75 * error, 12);
    expect(error).toBeCloseTo((0.75 * variance + 0.25) / M / (1 - 0.5625), 12);
  });

  it('of words is the one with counts that stay, where they stay', () => {
    const mix = { real: 12, synthetic: 48 };
    expect(heterozygosityMixed(60, () => mix, 0.02, 7)).toBe(heterozygosityFresh(mix, 0.02, 7));
  });

  it('never settles where the share decays as 1/g or faster: the error grows without end', () => {
    const error = (decay: number, fits: number) =>
      mixedWithFresh(10_000, 'unbiased', (g) => decayedUnits(0.2, decay, g, 10_000), fits).error * 10_000;
    // A share of 0.2/g^a pulls back by 2·0.2/g^a of the error: it stands still near g^a/0.4 where a < 1.
    expect(error(0.25, 2_000) / (2_000 ** 0.25 / 0.4)).toBeGreaterThan(0.85);
    expect(error(0.25, 2_000) / (2_000 ** 0.25 / 0.4)).toBeLessThan(1.15);
    // And at a = 1 it follows e′ = 1 − 0.4·e/g, so e = g/1.4.
    expect(error(1, 1_000) / (1_000 / 1.4)).toBeGreaterThan(0.9);
    expect(error(1, 1_000) / (1_000 / 1.4)).toBeLessThan(1.1);
  });
});
