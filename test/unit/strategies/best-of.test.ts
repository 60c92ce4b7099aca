/** What choosing one of k does to samples, and to a Gaussian in closed form (derived in the README). */
import { describe, expect, test } from 'vitest';
import { divisionOf } from '#benchmarks/protocol/regime.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import { byPlace } from '#benchmarks/strategies/best-of/index.ts';
import { isNightly } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { isAccepted, runToy } from '../../support/toy-benchmark.ts';
import { zScore } from '../../support/z-score.ts';

test('the best of every group first, then the runners-up; ties by position', () => {
  expect(byPlace(Float64Array.of(1, 3, 2, 5, 5, 4, 0), 3)).toEqual([1, 3, 6, 2, 4, 0, 5]);
});

describe('on the toy', () => {
  test('keeps of every k draws the one nearest to the mean', async () => {
    const { log, ledger } = await runToy('best-of:k=4', { size: 50, generations: 1 });
    const values = [...(log.fits[0]?.training.rowData.values ?? [])];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const drawn = [...(log.draws[0]?.batch.rowData.values ?? [])];
    const expected = Array.from({ length: 50 }, (_, group) =>
      drawn
        .slice(4 * group, 4 * group + 4)
        .reduce((best, value) => (Math.abs(value - mean) < Math.abs(best - mean) ? value : best)),
    );
    expect([...(log.fits[1]?.training.rowData.values ?? [])]).toEqual(expected);
    expect(ledger[1]).toMatchObject({ sampled: 200, teacherCalls: 200, verifierCalls: 0, trainingSize: 50 });
  });

  test('with a perfect check keeps an accepted one of two where there is one', async () => {
    const { log, ledger } = await runToy('best-of:judge=verifier,accuracy=1', { size: 4000, generations: 1 });
    const batch = log.fits[1]?.training;
    if (batch === undefined) throw new Error('generation 1 was not fitted');
    const accepted = Array.from({ length: batch.count }, (_, i) => isAccepted(batch, i)).filter(Boolean).length;
    // The check accepts a half: 3/4 of pairs have one, but for the model's own mean, which is within 0.06 of 0.
    expect(Math.abs(accepted / batch.count - 0.75)).toBeLessThan(0.05);
    expect(ledger[1]).toMatchObject({ sampled: 8000, teacherCalls: 0, verifierCalls: 8000 });
    expect(divisionOf(resolveStrategy('best-of:judge=verifier').regime, [ledger], 4000)).toBe('assisted');
  });

  test('asks no more than the calls that a filter before it left', async () => {
    const { ledger } = await runToy('filter-verifier:budget=1.5+best-of:judge=verifier', { generations: 2 });
    for (const entry of ledger.slice(1)) expect(entry.verifierCalls).toBeLessThanOrEqual(200);
  });

  test('refuses more than two for each with the check', () => {
    expect(() => resolveStrategy('best-of:judge=verifier,k=3')).toThrow(/k.*at most 2/s);
    expect(resolveStrategy('best-of:k=3').regime.external).toBe('none');
  });
});

// The mean of the smallest of k draws from χ²₁. k = 2: (2 − E|z₁² − z₂²|)/2 = 1 − 2/π. Others: k·∫ F⁻¹(u)(1 − u)^(k−1) du by
// scipy.integrate.quad with scipy.stats.chi2.ppf (scipy 1.17.1), which gives 0.3633802276 for k = 2.
test.each([
  { k: 2, factor: 1 - 2 / Math.PI },
  { k: 10, factor: 0.02470371153764711 },
])('best of $k: E variance and E error of the mean', async ({ k, factor }) => {
  const sampleSize = 32;
  const outcomes = await runSeeds('gaussian', `best-of:k=${k}`, {
    seeds: isNightly ? 600 : 200,
    generations: 3,
    set: { sampleSize },
  });
  let variance = 1;
  let meanError = 1 / sampleSize;
  for (const generation of [1, 2, 3]) {
    variance *= factor;
    meanError += variance / sampleSize;
    const at = `generation ${generation}`;
    expect(Math.abs(zScore(metricAt(outcomes, 'variance-ratio', generation), variance)), at).toBeLessThan(4);
    expect(Math.abs(zScore(metricAt(outcomes, 'mean-error', generation), meanError)), at).toBeLessThan(4);
  }
});
