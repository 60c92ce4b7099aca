/** How docs/replications.md comes to its verdicts. */
import { describe, expect, it } from 'vitest';
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { specsOf, strategyOf } from '../../../tools/reference/specs.ts';
import { CLAIMS } from '../../../tools/replications/claims.ts';
import type { Averages } from '../../../tools/replications/long.ts';
import type { MeasuredBenchmark } from '../../../tools/replications/measured-runs.ts';
import { type Cell, predictionCells, verdictOf } from '../../../tools/replications/predictions.ts';
import { CLAIMED_SPECS } from '../../../tools/replications/verdicts.ts';

const cell = (says: Cell['says']): Cell => ({ benchmark: 'gaussian', says, value: 1, interval: [0, 2] });

describe('a verdict', () => {
  it.each([
    [['for', 'for'], 'holds'],
    [['for', 'open'], 'holds partly'],
    [['for', 'against'], 'holds partly'],
    [['open', 'against'], 'does not hold'],
    [['open'], 'does not hold'],
    [[], 'not testable here'],
  ] as const)('of %j is: %s', (says, verdict) => {
    expect(verdictOf(says.map(cell))).toBe(verdict);
  });
});

/** Four seeds on which replace loses 10 on average and oracle 0, so that a point is a tenth of the metric's unit. */
function measured(averages: Readonly<Record<string, Averages>>): MeasuredBenchmark {
  const all = { replace: [9, 11, 10, 10], oracle: [0, 0, 0, 0], ...averages };
  const runs = new Map(Object.entries(all).map(([spec, full]) => [spec, { half: full, full, long: undefined }]));
  return { id: 'gaussian', name: 'gaussian', primary: 'w2-root', records: new Map(), runs };
}

describe('a comparison', () => {
  const says = (better: Averages, than: Averages, by = 0) =>
    predictionCells({ better: 'better', than: 'than', by }, [measured({ better, than })], 'full').map(
      (one) => one.says,
    );

  it('is decided where the interval lies beyond the bound', () => {
    expect(says([5, 5, 5, 5], [8, 8, 8, 8])).toEqual(['for']);
    expect(says([8, 8, 8, 8], [5, 5, 5, 5])).toEqual(['against']);
    expect(says([5, 8, 5, 8], [8, 5, 8, 5])).toEqual(['open']);
    // 30 points better is not 40 points better.
    expect(says([5, 5, 5, 5], [8, 8, 8, 8], 40)).toEqual(['against']);
  });

  it('is the difference of the two scores, with the jackknife’s interval', () => {
    const [found] = predictionCells({ better: 'own', than: 'replace' }, [measured({ own: [4, 6, 5, 5] })], 'full');
    // Gained 5 of 10 by every seed: 50 points. Leaving out a seed gives 15/31, 15/29 and twice 15/30.
    expect(found?.value).toBe(50);
    const left = [15 / 31, 15 / 29, 0.5, 0.5].map((ratio) => 100 * ratio);
    const centre = left.reduce((sum, x) => sum + x) / 4;
    const error = Math.sqrt((3 / 4) * left.reduce((sum, x) => sum + (x - centre) * (x - centre), 0));
    // R: qt(0.975, 3)
    expect(found?.interval?.[0]).toBeCloseTo(50 - 3.182446305284263 * error, 9);
  });

  it('is lost by who diverges, open where both do, and asks nobody who has no result', () => {
    expect(says(null, [8, 8, 8, 8])).toEqual(['against']);
    expect(says([8, 8, 8, 8], null)).toEqual(['for']);
    expect(says(null, null)).toEqual(['open']);
    expect(predictionCells({ better: 'nobody', than: 'replace' }, [measured({})], 'full')).toEqual([]);
    expect(predictionCells({ better: 'oracle', than: 'replace' }, [measured({})], 'long')).toEqual([]);
    const elsewhere = { better: 'oracle', than: 'replace', on: ['regression'] };
    expect(predictionCells(elsewhere, [measured({})], 'full')).toEqual([]);
  });
});

describe('the claims', () => {
  it('are of specifications that results are kept of', () => {
    const kept = specsOf(REFERENCE_SETS[1]).map(({ spec }) => spec);
    expect(CLAIMED_SPECS.filter((spec) => !kept.includes(spec))).toEqual([]);
  });

  it('leave out no strategy but controls and baselines', () => {
    const asked = new Set(CLAIMED_SPECS.map(strategyOf));
    const missing = STRATEGIES.map(({ card }) => card.id).filter((id) => !asked.has(id));
    expect(missing).toEqual(['base', 'freeze', 'gen0-samples']);
  });

  it('have a name each', () => {
    expect(new Set(CLAIMS.map(({ id }) => id)).size).toBe(CLAIMS.length);
  });
});
