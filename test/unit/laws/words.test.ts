/**
 * Laws 5 and 6 of docs/laws.md: word frequencies under recursion are neutral drift. Estimator: maximum likelihood (relative
 * frequencies). Indexing: n counts fits, so generation g is n = g + 1. Sources: Wright, "Evolution in Mendelian populations",
 * Genetics 16 (1931) for the decay of heterozygosity H = 1 − Σp²; law 6 is its balance with migration from a constant source,
 * derived in the design by writing H as the probability that two tokens of the next training set differ.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { expectedSupport } from '#benchmarks/metrics/formulas/tail-recall.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { mean, sampleVariance } from '#benchmarks/numerics/statistics.ts';
import { runSeed } from '#benchmarks/runner/harness.ts';
import type { Strategy } from '#benchmarks/strategies/strategy.ts';
import type { Benchmark } from '#benchmarks/suite/shared/benchmark.ts';
import wordFrequencies from '#benchmarks/suite/word-frequencies/index.ts';
import {
  heterozygosityAccumulate,
  heterozygosityFresh,
  heterozygosityFreshLimit,
  heterozygosityFreshShareLimit,
  heterozygosityReplace,
} from '#benchmarks/suite/word-frequencies/laws.ts';
import { wordFrequencies as trueFrequencies } from '#benchmarks/suite/word-frequencies/words.ts';
import { isNightly, lawSeeds } from '../../support/power.ts';

const M = 60;
const VOCABULARY = 200;
const P0 = trueFrequencies(VOCABULARY);
const S0 = P0.reduce((sum, p) => sum + p * p, 0);
let benchmark: Benchmark;

beforeAll(async () => {
  benchmark = await wordFrequencies.create({ sampleSize: M, vocabulary: VOCABULARY });
});

const accumulate: Strategy = {
  async compose({ size, real, base, memory }) {
    const pool = Batch.concat([memory.held[0] ?? real.original(), await base(size)]);
    memory.keep(pool);
    return pool;
  },
};

/** n_r tokens of a training set are fresh real ones, as the strategy `fresh` draws them. */
const freshFixed = (realUnits: number): Strategy => ({
  compose: async ({ size, real, base }) => Batch.concat([await real.fresh(realUnits), await base(size - realUnits)]),
});

/** Each token is a fresh real one with probability s. */
const freshBernoulli = (share: number): Strategy => ({
  async compose({ size, real, base, rng }) {
    let realUnits = 0;
    for (let i = 0; i < size; i++) if (rng.uniform() < share) realUnits++;
    const parts: Batch[] = [];
    if (realUnits > 0) parts.push(await real.fresh(realUnits));
    if (realUnits < size) parts.push(await base(size - realUnits));
    return Batch.concat(parts);
  },
});

/** Values of a metric `[generation][seed]`. */
async function trajectories(
  metric: string,
  strategies: Strategy[],
  seeds: number,
  generations: number,
): Promise<number[][]> {
  const values: number[][] = Array.from({ length: generations + 1 }, () => []);
  for (let seed = 1; seed <= seeds; seed++) {
    const { metrics } = await runSeed({
      root: 'law',
      benchmark,
      metrics: wordFrequencies.card.metrics.map(({ id }) => id),
      primary: 'total-variation',
      strategies: strategies.map((strategy) => () => strategy),
      seed,
      generations,
      keepSamples: false,
    });
    for (const [g, value] of (metrics[metric] as number[]).entries()) values[g]?.push(value);
  }
  return values;
}

function z(values: readonly number[], expected: number): number {
  return (mean(values) - expected) / Math.sqrt(sampleVariance(values) / values.length);
}

describe('law 5', () => {
  test('replace: E H_n = (1 − 1/M)^n (1 − S₀)', async () => {
    const values = await trajectories('heterozygosity', [], lawSeeds(400), 29);
    for (const g of [0, 1, 4, 9, 19, 29]) {
      expect(Math.abs(z(values[g] as number[], heterozygosityReplace(M, S0, g + 1))), `g = ${g}`).toBeLessThan(4);
    }
  });

  test('expected support after one fit: Σ[1 − (1 − p_i)^M]', async () => {
    const [first] = await trajectories('support', [], lawSeeds(1000), 0);
    const expected = P0.reduce((sum, p) => sum + 1 - (1 - p) ** M, 0);
    expect(expectedSupport(P0, M)).toBeCloseTo(expected, 10);
    expect(Math.abs(z(first as number[], expected))).toBeLessThan(4);
  });

  test('accumulate: E H_n = (1 − S₀) ∏_{i≤n} (1 − 1/(M i²))', async () => {
    const values = await trajectories('heterozygosity', [accumulate], lawSeeds(400), 15);
    for (const g of [0, 1, 2, 5, 15]) {
      expect(Math.abs(z(values[g] as number[], heterozygosityAccumulate(M, S0, g + 1))), `g = ${g}`).toBeLessThan(4);
    }
  });
});

describe('law 6: heterozygosity settles where drift balances fresh real data', () => {
  // What is left of the distance to the limit after g generations is about a^g = 0.64^30 = 2e-6, far under the standard error.
  const GENERATIONS = 30;

  test('each token real with probability s: H∞ = (1 − 1/M)(1 − a)(1 − S₀)/(1 − (1 − 1/M)a), a = (1 − s)²', async () => {
    const s = 0.2;
    const values = await trajectories('heterozygosity', [freshBernoulli(s)], lawSeeds(500), GENERATIONS);
    const limit = heterozygosityFreshShareLimit(M, s, S0);
    expect(Math.abs(z(values[GENERATIONS] as number[], limit))).toBeLessThan(4);
  });

  test('fixed counts: H∞ = 1 − [M + n_r(n_r−1)S₀ + 2 n_r n_s S₀]/[M² − n_s(n_s−1)], and the way there', async () => {
    const mix = { real: 12, synthetic: M - 12 };
    const values = await trajectories('heterozygosity', [freshFixed(mix.real)], lawSeeds(500), GENERATIONS);
    for (const g of [0, 1, 2, 5]) {
      expect(Math.abs(z(values[g] as number[], heterozygosityFresh(mix, S0, g + 1))), `g = ${g}`).toBeLessThan(4);
    }
    const limit = heterozygosityFreshLimit(mix, S0);
    expect(heterozygosityFresh(mix, S0, 100)).toBeCloseTo(limit, 12);
    expect(Math.abs(z(values[GENERATIONS] as number[], limit))).toBeLessThan(4);
    // All of its seeds can tell the limit from no drift at all.
    if (isNightly) expect(Math.abs(z(values[GENERATIONS] as number[], 1 - S0))).toBeGreaterThan(4);
  });
});
