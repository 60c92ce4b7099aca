/**
 * Law 4 (docs/laws.md): excess risk ‖ŵ − w‖² of ordinary least squares refitted to its own labels; Gerstgrasser et al.
 * 2024, theorems 1 and 2 for the fixed design. n counts fits, n = g + 1. T = 30 inputs, d = 5, so T > d + 3.
 */
import { describe, expect, it } from 'vitest';
import { mean, sampleVariance } from '../../../benchmarks/numerics/statistics.ts';
import { runSeed, type SeedResult } from '../../../benchmarks/runner/harness.ts';
import accumulate from '../../../benchmarks/strategies/accumulate/index.ts';
import replace from '../../../benchmarks/strategies/replace/index.ts';
import type { StrategyModule } from '../../../benchmarks/strategies/strategy.ts';
import regression from '../../../benchmarks/suite/regression/index.ts';

const T = 30;
const D = 5;
const GENERATIONS = 12;
const SEEDS = 1000;
const PER_FIT = D / (T - D - 1);

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
      strategies: [strategy.create(strategy.card.params.parse({}) as Record<string, never>)],
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
  ])('replace: σ²d/(T−d−1)·n with a $design design and $noise noise', async (params) => {
    const values = await simulate(replace, params);
    for (const g of [0, 1, 3, 7, GENERATIONS]) {
      expect(score(values('excess-risk', g), PER_FIT * (g + 1)), `g = ${g}`).toBeLessThan(4);
    }
    // The residual variance is unbiased, and with known noise every generation's is independent.
    for (const g of [0, 1, 3]) expect(score(values('noise-ratio', g), 1), `g = ${g}`).toBeLessThan(4);
  });

  it('accumulate: σ²d/(T−d−1)·Σ 1/i² with a fixed design', async () => {
    const values = await simulate(accumulate, { design: 'fixed', noise: 'known' });
    let sum = 0;
    for (let g = 0; g <= GENERATIONS; g++) {
      sum += 1 / ((g + 1) * (g + 1));
      expect(score(values('excess-risk', g), PER_FIT * sum), `g = ${g}`).toBeLessThan(4);
    }
  });
});
