/** What keeping the least or the most likely share does to samples, and to a Gaussian in closed form (derived in the README). */
import { describe, expect, test } from 'vitest';
import { standardNormalQuantile } from '#benchmarks/numerics/statistics.ts';
import { isNightly } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { runToy } from '../../support/toy-benchmark.ts';
import { zScore } from '../../support/z-score.ts';

describe('on the toy, whose density falls with the distance from its mean', () => {
  test.each([
    ['low', false],
    ['high', true],
  ] as const)('keep=%s takes that end of M/share draws, as they were drawn', async (keep, nearest) => {
    const { log, ledger } = await runToy(`select-surprise:keep=${keep},share=0.25`, { size: 100, generations: 1 });
    const values = [...(log.fits[0]?.training.rowData.values ?? [])];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const drawn = [...(log.draws[0]?.batch.rowData.values ?? [])];
    const distance = (value: number) => (nearest ? 1 : -1) * Math.abs(value - mean);
    const bound = drawn.map(distance).sort((a, b) => a - b)[99] as number;
    expect(drawn).toHaveLength(400);
    expect([...(log.fits[1]?.training.rowData.values ?? [])]).toEqual(
      drawn.filter((value) => distance(value) <= bound),
    );
    expect(ledger[1]).toMatchObject({ sampled: 400, teacherCalls: 400, trainingSize: 100, reads: [] });
  });

  test('draws at most 10·M in a generation, with a filter before it too', async () => {
    for (const spec of ['select-surprise:share=0.1', 'filter-typicality:alpha=0.9+select-surprise:share=0.1']) {
      const { ledger } = await runToy(spec, { generations: 2 });
      for (const entry of ledger.slice(1)) expect(entry.sampled, spec).toBeLessThanOrEqual(1000);
    }
  });
});

/** Variance of a standard normal of which the share of smallest or largest density is kept. */
function truncatedVariance(keep: 'low' | 'high', share: number): number {
  const c = standardNormalQuantile((1 + (keep === 'high' ? share : 1 - share)) / 2);
  const density = Math.exp(-0.5 * c * c) / Math.sqrt(2 * Math.PI);
  return 1 + ((keep === 'low' ? 2 : -2) * c * density) / share;
}

// Mean of the M largest or smallest of n draws from χ²₁: (n/M)·∫ F⁻¹(u)·P(Bin(n − 1, 1 − u or u) ≤ M − 1) du, by
// scipy.integrate.quad with scipy.stats.chi2.ppf and binom.cdf (scipy 1.17.1); 200,000 draws of numpy give 1.8485 and 0.1508.
const M = 32;
const FACTORS = [
  { keep: 'low', share: 0.5, factor: 1.8490890263160749, limit: 1.8573481645114813 },
  { keep: 'high', share: 0.5, factor: 0.15091097368384654, limit: 0.14265183548851879 },
] as const;

test.each(FACTORS)('keep=$keep,share=$share: E variance and E error of the mean', async ({ keep, share, factor }) => {
  const outcomes = await runSeeds('gaussian', `select-surprise:keep=${keep},share=${share}`, {
    seeds: isNightly ? 600 : 200,
    generations: 3,
    set: { sampleSize: M },
  });
  let variance = 1;
  let meanError = 1 / M;
  for (const generation of [1, 2, 3]) {
    variance *= factor;
    meanError += variance / M;
    const at = `generation ${generation}`;
    expect(Math.abs(zScore(metricAt(outcomes, 'variance-ratio', generation), variance)), at).toBeLessThan(4);
    expect(Math.abs(zScore(metricAt(outcomes, 'mean-error', generation), meanError)), at).toBeLessThan(4);
  }
});

test.each(FACTORS)('keep=$keep,share=$share tends to a truncated normal', ({ keep, share, factor, limit }) => {
  expect(truncatedVariance(keep, share)).toBeCloseTo(limit, 12);
  expect(Math.abs(factor - limit) * M).toBeLessThan(0.6);
});
