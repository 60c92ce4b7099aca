/**
 * Laws 1 to 3 of docs/laws.md for the Gaussian learner. n counts fits: generation g is fit n = g + 1. σ² = 1.
 * Fixed seeds, so a |z| ≥ 4 is a change of the numbers and never bad luck of one run.
 */
import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SeedOutcome } from '../../../benchmarks/runner/planned-seed.ts';
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
  const c4 = Math.sqrt(2 / (M - 1)) * Math.exp(gammaln(M / 2) - gammaln((M - 1) / 2));

  it.each(GENERATIONS)('E‖μ_n − μ‖² = nσ²/M at generation %i', (g) => {
    expectLaw(outcomes, 'mean-error', g, (g + 1) / M);
  });
  it.each(GENERATIONS)('Eσ_n² = σ² at generation %i', (g) => {
    expectLaw(outcomes, 'variance-ratio', g, 1);
  });
  it.each(GENERATIONS)('E W₂² = σ²[n/M + 2(1 − c₄ⁿ)] at generation %i', (g) => {
    expectLaw(outcomes, 'w2', g, (g + 1) / M + 2 * (1 - c4 ** (g + 1)));
  });
  it.each([0, 13, 30, 50])('E ln(σ_n²/σ²) = n[ψ((M−1)/2) − ln((M−1)/2)] at generation %i', (g) => {
    const logs = metricAt(outcomes, 'variance-ratio', g).map(Math.log);
    const expected = (g + 1) * (digamma((M - 1) / 2) - Math.log((M - 1) / 2));
    expect(Math.abs(zScore(logs, expected))).toBeLessThan(4);
  });
  it('would notice an estimator that divides by M', () => {
    expect(Math.abs(zScore(metricAt(outcomes, 'variance-ratio', 13), (1 - 1 / M) ** 14))).toBeGreaterThan(4);
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
    expectLaw(outcomes, 'variance-ratio', g, (1 - 1 / M) ** (g + 1));
  });
  it.each(GENERATIONS)('E(μ_n − μ)² = σ² − Eσ_n² at generation %i', (g) => {
    expectLaw(outcomes, 'mean-error', g, 1 - (1 - 1 / M) ** (g + 1));
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
    let expected = 1;
    for (let i = 1; i <= g + 1; i++) expected *= 1 - 1 / (M * i * i);
    expectLaw(outcomes, 'variance-ratio', g, expected);
  });
});
