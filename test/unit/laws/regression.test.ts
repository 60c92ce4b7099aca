/**
 * Law 4 (docs/laws.md): excess risk ‖ŵ − w‖² of ordinary least squares refitted to its own labels; Gerstgrasser et al.
 * 2024, theorems 1 and 2 for the fixed design. n counts fits, n = g + 1. T = 30 inputs, d = 5, so T > d + 3.
 */
import { describe, expect, it } from 'vitest';
import { mean, sampleVariance } from '#benchmarks/numerics/statistics.ts';
import { runSeed, type SeedResult } from '#benchmarks/runner/harness.ts';
import accumulate from '#benchmarks/strategies/accumulate/index.ts';
import replace from '#benchmarks/strategies/replace/index.ts';
import type { StrategyModule } from '#benchmarks/strategies/strategy.ts';
import regression from '#benchmarks/suite/regression/index.ts';
import {
  excessRiskAccumulate,
  excessRiskReplace,
  type Noise,
  noiseRatioAccumulate,
  predictiveW2Replace,
  riskPerFit,
} from '#benchmarks/suite/regression/laws.ts';
import { isNightly, lawSeeds } from '../../support/power.ts';

const T = 30;
const D = 5;
const GENERATIONS = 12;
const SEEDS = lawSeeds(1000);
const SIZE = { sampleSize: T, dimension: D };

/** `[metric][seed][generation]` */
async function simulate(
  strategy: StrategyModule,
  params: Record<string, string>,
): Promise<(id: string, g: number) => number[]> {
  const benchmark = await regression.create(regression.card.params.parse({ sampleSize: T, dimension: D, ...params }));
  const results: SeedResult['metrics'][] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const result = await runSeed({
      root: 'regression@1',
      benchmark,
      metrics: regression.card.metrics.map(({ id }) => id),
      primary: regression.card.primary,
      strategies: [() => strategy.create(strategy.card.params.parse({}) as Record<string, never>)],
      seed,
      generations: GENERATIONS,
      keepSamples: false,
    });
    expect(result.status.state).toBe('completed');
    results.push(result.metrics);
  }
  return (id, g) => results.map((metrics) => metrics[id]?.[g] as number);
}

/** Standard score of the seeds' mean against the law's. */
function score(values: number[], expected: number): number {
  return Math.abs(mean(values) - expected) / Math.sqrt(sampleVariance(values) / values.length);
}

describe('law 4', () => {
  it.each([
    { design: 'fixed', noise: 'known' },
    { design: 'fresh', noise: 'known' },
    { design: 'fixed', noise: 'estimated' },
  ] as const)('replace: σ²d/(T−d−1)·n with a $design design and $noise noise', async ({ design, noise }) => {
    const values = await simulate(replace, { design, noise });
    for (const g of [0, 1, 3, 7, GENERATIONS]) {
      const n = g + 1;
      expect(score(values('excess-risk', g), excessRiskReplace(SIZE, n)), `g = ${g}`).toBeLessThan(4);
      expect(score(values('predictive-w2', g), predictiveW2Replace(SIZE, noise, n)), `g = ${g}`).toBeLessThan(4);
    }
    // The residual variance is unbiased, and with known noise every generation's is independent.
    for (const g of [0, 1, 3]) expect(score(values('noise-ratio', g), 1), `g = ${g}`).toBeLessThan(4);
  });

  it.each<Noise>(['known', 'estimated'])(
    'accumulate: σ²d/(T−d−1)·Σ v_{i−1}/i² with a fixed design and %s noise',
    async (noise) => {
      const values = await simulate(accumulate, { design: 'fixed', noise });
      for (let g = 0; g <= GENERATIONS; g++) {
        const n = g + 1;
        expect(score(values('excess-risk', g), excessRiskAccumulate(SIZE, noise, n)), `g = ${g}`).toBeLessThan(4);
        expect(score(values('noise-ratio', g), noiseRatioAccumulate(SIZE, noise, n)), `g = ${g}`).toBeLessThan(4);
      }
      // All of its seeds can tell the second fit's biased variance from the truth's.
      if (isNightly) expect(score(values('noise-ratio', 1), 1)).toBeGreaterThan(4);
    },
  );

  it('accumulate, known noise: Σ 1/i², which tends to π²/6', () => {
    expect(excessRiskAccumulate(SIZE, 'known', 3)).toBeCloseTo(riskPerFit(SIZE) * (1 + 1 / 4 + 1 / 9), 12);
    expect(excessRiskAccumulate(SIZE, 'known', 100_000)).toBeCloseTo((riskPerFit(SIZE) * Math.PI * Math.PI) / 6, 4);
  });
});
