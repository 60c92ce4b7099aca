/**
 * Laws 1 to 3 of docs/laws.md for the Gaussian learner. n counts fits: generation g is fit n = g + 1. σ² = 1.
 * Fixed seeds, so a |z| ≥ 4 is a change of the numbers and never bad luck of one run.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { SeedOutcome } from '#benchmarks/runner/planned-seed.ts';
import {
  klUnbiased,
  logVarianceUnbiased,
  meanErrorMle,
  meanErrorUnbiased,
  squaredW2Unbiased,
  varianceMle,
  varianceMlePooled,
} from '#benchmarks/suite/gaussian/laws.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { zScore } from '../../support/z-score.ts';

const M = 37;
const GENERATIONS = [0, 1, 6, 13];

function expectLaw(outcomes: readonly SeedOutcome[], metric: string, generation: number, expected: number): void {
  expect(
    Math.abs(zScore(metricAt(outcomes, metric, generation), expected)),
    `${metric} at generation ${generation}`,
  ).toBeLessThan(4);
}

describe('law 1: unbiased covariance, replace (Kazdan et al. 2024, theorem 1; c₄ from the chi distribution)', () => {
  let outcomes: SeedOutcome[];
  beforeAll(async () => {
    outcomes = await runSeeds('gaussian', 'replace', { seeds: 600, generations: 50, set: { sampleSize: M } });
  });

  it.each(GENERATIONS)('E‖μ_n − μ‖² = nσ²/M at generation %i', (g) => {
    expectLaw(outcomes, 'mean-error', g, meanErrorUnbiased(M, g + 1));
  });
  it.each(GENERATIONS)('Eσ_n² = σ² at generation %i', (g) => {
    expectLaw(outcomes, 'variance-ratio', g, 1);
  });
  it.each(GENERATIONS)('E W₂² = σ²[n/M + 2(1 − c₄ⁿ)] at generation %i', (g) => {
    expectLaw(outcomes, 'w2', g, squaredW2Unbiased(M, g + 1));
  });
  it.each([0, 13, 30, 50])('E ln(σ_n²/σ²) = n[ψ((M−1)/2) − ln((M−1)/2)] at generation %i', (g) => {
    const logs = metricAt(outcomes, 'variance-ratio', g).map(Math.log);
    expect(Math.abs(zScore(logs, logVarianceUnbiased(M, g + 1)))).toBeLessThan(4);
  });
  it.each(GENERATIONS)('E KL = ½n[1/M − ψ((M−1)/2) + ln((M−1)/2)] at generation %i', (g) => {
    expectLaw(outcomes, 'kl', g, klUnbiased(M, g + 1));
  });
  it('would notice an estimator that divides by M', () => {
    expect(Math.abs(zScore(metricAt(outcomes, 'variance-ratio', 13), varianceMle(M, 14)))).toBeGreaterThan(4);
  });
});

describe('law 2: maximum likelihood, replace (Shumailov et al. 2024)', () => {
  let outcomes: SeedOutcome[];
  beforeAll(async () => {
    outcomes = await runSeeds('gaussian', 'replace', {
      seeds: 600,
      generations: 13,
      set: { sampleSize: M, estimator: 'mle' },
    });
  });

  it.each(GENERATIONS)('Eσ_n² = σ²(1 − 1/M)ⁿ at generation %i', (g) => {
    expectLaw(outcomes, 'variance-ratio', g, varianceMle(M, g + 1));
  });
  it.each(GENERATIONS)('E(μ_n − μ)² = σ² − Eσ_n² at generation %i', (g) => {
    expectLaw(outcomes, 'mean-error', g, meanErrorMle(M, g + 1));
  });
});

describe('law 3: maximum likelihood, accumulate (Kazdan et al. 2024)', () => {
  let outcomes: SeedOutcome[];
  beforeAll(async () => {
    outcomes = await runSeeds('gaussian', 'accumulate', {
      seeds: 600,
      generations: 13,
      set: { sampleSize: M, estimator: 'mle' },
    });
  });

  it.each(GENERATIONS)('Eσ_n² = σ² ∏_{i≤n}(1 − 1/(M i²)) at generation %i', (g) => {
    expectLaw(outcomes, 'variance-ratio', g, varianceMlePooled(M, g + 1));
  });
});
