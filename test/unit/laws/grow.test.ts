/** Law 9 of docs/laws.md: training sets that grow as M·tᵖ. Fixed seeds, as in gaussian.test.ts. */
import { describe, expect, it } from 'vitest';
import { meanErrorUnbiased, squaredW2Unbiased } from '#benchmarks/suite/gaussian/laws.ts';
import { meanErrorGrown, squaredW2Grown, varianceMleGrown } from '#benchmarks/suite/gaussian/laws-of-strategies.ts';
import { heterozygosityGrown } from '#benchmarks/suite/word-frequencies/laws.ts';
import { isNightly } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { zScore } from '../../support/z-score.ts';

const SEEDS = isNightly ? 600 : 150;
const M = 40;

describe.each([0.5, 1.1, 1.5])('power %d', (power) => {
  it('unbiased: the error of the mean is Σ 1/M_i, E σ² stays, E W₂² follows', async () => {
    const outcomes = await runSeeds('gaussian', `grow:power=${power}`, {
      seeds: SEEDS,
      generations: 6,
      set: { sampleSize: M },
    });
    for (const generation of [0, 1, 3, 6]) {
      const z = (metric: string, mean: number) => Math.abs(zScore(metricAt(outcomes, metric, generation), mean));
      expect(z('mean-error', meanErrorGrown(M, power, generation + 1)), `mean, ${generation}`).toBeLessThan(4);
      expect(z('variance-ratio', 1), `variance, ${generation}`).toBeLessThan(4);
      expect(z('w2', squaredW2Grown(M, power, generation + 1)), `w2, ${generation}`).toBeLessThan(4);
    }
  });
});

it('maximum likelihood: E σ² is ∏(1 − 1/M_i), and the mean’s error what is lost', async () => {
  const set = { sampleSize: M, estimator: 'mle' };
  const outcomes = await runSeeds('gaussian', 'grow', { seeds: SEEDS, generations: 6, set });
  for (const generation of [0, 1, 3, 6]) {
    const variance = varianceMleGrown(M, 1.1, generation + 1);
    expect(Math.abs(zScore(metricAt(outcomes, 'variance-ratio', generation), variance))).toBeLessThan(4);
    expect(Math.abs(zScore(metricAt(outcomes, 'mean-error', generation), 1 - variance))).toBeLessThan(4);
  }
});

it('words: heterozygosity decays by 1 − 1/M_i', async () => {
  const set = { sampleSize: 60, vocabulary: 200 };
  const outcomes = await runSeeds('word-frequencies', 'grow', { seeds: SEEDS, generations: 5, set });
  const agreement = 1 - (outcomes[0]?.benchmark.truth.heterozygosity as number);
  for (const generation of [0, 1, 2, 5]) {
    const expected = heterozygosityGrown(60, 1.1, agreement, generation + 1);
    expect(Math.abs(zScore(metricAt(outcomes, 'heterozygosity', generation), expected))).toBeLessThan(4);
  }
});

describe('the series', () => {
  // ζ(2) = π²/6 and ζ(1.5) = 2.612375348685488 (DLMF 25.6.1; OEIS A078434); the rest after n terms is near n^(1−p)/(p − 1).
  it('has a limit above power 1', () => {
    const n = 20_000;
    expect(1e6 * meanErrorGrown(1e6, 2, n) + 1 / n).toBeCloseTo((Math.PI * Math.PI) / 6, 6);
    expect(1e6 * meanErrorGrown(1e6, 1.5, n) + 2 / Math.sqrt(n)).toBeCloseTo(2.612375348685488, 5);
  });

  it('has none at power 1: the harmonic numbers, ln n + γ', () => {
    const n = 20_000;
    expect(1e6 * meanErrorGrown(1e6, 1, n)).toBeCloseTo(Math.log(n) + 0.5772156649015329 + 1 / (2 * n), 6);
  });

  it('is law 1 where nothing grows', () => {
    expect(meanErrorGrown(M, 0, 9)).toBeCloseTo(meanErrorUnbiased(M, 9), 14);
    expect(squaredW2Grown(M, 0, 9)).toBeCloseTo(squaredW2Unbiased(M, 9), 14);
  });
});
