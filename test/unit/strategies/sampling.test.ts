/** filter-typicality, filter-verifier and temperature: what becomes of a model's samples. */
import { describe, expect, test } from 'vitest';
import { divisionOf } from '#benchmarks/protocol/regime.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import { centralRange } from '#benchmarks/strategies/filter-typicality/index.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { isAccepted, runToy, type ToyLog } from '../../support/toy-benchmark.ts';

const training = (log: ToyLog, generation: number) => (log.fits[generation] as ToyLog['fits'][number]).training;

describe('filter-verifier', () => {
  test('with a perfect check and enough budget trains on accepted samples alone', async () => {
    // The check accepts a half, so that 2·M calls give M accepted only just: ask for fewer generations than luck allows.
    const { log, ledger } = await runToy('filter-verifier:accuracy=1', { size: 1000, generations: 1 });
    const batch = training(log, 1);
    const accepted = Array.from({ length: batch.count }, (_, i) => isAccepted(batch, i)).filter(Boolean).length;
    expect(ledger[1]?.verifierCalls).toBeLessThanOrEqual(2000);
    expect(accepted).toBeGreaterThan(980);
  });

  test('keeps an accepted share of accuracy before the budget runs out', async () => {
    // Half of the samples are positive. One round of M calls: kept are 0.5·0.9 true and 0.5·0.1 false accepts.
    const { log, ledger } = await runToy('filter-verifier:accuracy=0.9,budget=1', { size: 10_000, generations: 1 });
    expect(ledger[1]?.verifierCalls).toBe(10_000);
    const kept = 20_000 - (ledger[1]?.sampled ?? 0);
    expect(Math.abs(kept / 10_000 - 0.5)).toBeLessThan(0.03);
    const batch = training(log, 1).head(kept);
    const right = Array.from({ length: batch.count }, (_, i) => isAccepted(batch, i)).filter(Boolean).length;
    expect(Math.abs(right / kept - 0.9)).toBeLessThan(0.02);
  });

  test('with a coin for a check changes no proportions', async () => {
    const { log } = await runToy('filter-verifier:accuracy=0.5', { size: 10_000, generations: 1 });
    const batch = training(log, 1);
    const positive = Array.from({ length: batch.count }, (_, i) => isAccepted(batch, i)).filter(Boolean).length;
    // The model's mean is within 0.04 of 0 and four standard errors are 0.02.
    expect(Math.abs(positive / 10_000 - 0.5)).toBeLessThan(0.04);
  });

  test.each(['rows', 'sequences'] as const)('never makes more calls than its budget on %s', async (shape) => {
    for (const budget of [0.25, 1, 2]) {
      const { ledger } = await runToy(`filter-verifier:budget=${budget}`, { shape, generations: 2 });
      for (const entry of ledger.slice(1)) expect(entry.verifierCalls).toBeLessThanOrEqual(100 * budget);
      expect(divisionOf(resolveStrategy('filter-verifier').regime, [ledger], 100)).toBe('assisted');
    }
  });

  test.each([
    'filter-verifier+filter-typicality',
    'filter-typicality+filter-verifier',
    'filter-verifier+mix-sources:budget=full',
  ])('keeps to its budget in %s', async (spec) => {
    const { ledger } = await runToy(spec);
    for (const entry of ledger.slice(1)) expect(entry.verifierCalls).toBeLessThanOrEqual(200);
  });
});

describe('filter-verifier with a systematic error', () => {
  test('shifts the mean of a Gaussian by b·φ(0)/P in one generation', async () => {
    const sampleSize = 100_000;
    const outcomes = await runSeeds('gaussian', 'filter-verifier:bias=0.25', {
      seeds: 1,
      generations: 1,
      set: { sampleSize },
    });
    // P = 0.75·(0.9·0.95 + 0.1·0.05) + 0.125 = 0.77; 0.25·φ(0)/0.77, by scipy.stats.norm (1.17.1).
    const shift = Math.sqrt(metricAt(outcomes, 'mean-error', 1)[0] as number);
    // Both fits err by 1/√M, and what was missing after 2·M calls is nothing here.
    expect(Math.abs(shift - 0.12952671441604957)).toBeLessThan(4 * Math.sqrt(2 / sampleSize));
  });

  test('of 1 accepts the favoured half alone, whatever the check says', async () => {
    const { log, ledger } = await runToy('filter-verifier:bias=1', { size: 1000, generations: 1 });
    const sorted = [...(log.fits[0]?.training.rowData.values ?? [])].sort((a, b) => a - b);
    const median = ((sorted[499] as number) + (sorted[500] as number)) / 2;
    const values = [...training(log, 1).rowData.values];
    expect(values.filter((value) => value > median).length).toBeGreaterThan(950);
    expect(ledger[1]?.reads).toEqual([]);
  });

  test('leaves out of records what is not given', () => {
    expect(resolveStrategy('filter-verifier').parts[0]?.resolved).toEqual({ accuracy: 0.9, budget: 2 });
    expect(() => resolveStrategy('filter-verifier:check=learned,bias=0.5')).toThrow(/bias.*of the outside check/);
  });
});

describe('filter-verifier with a check learnt from D0', () => {
  test.each([
    ['learned', 'rows'],
    ['learned', 'sequences'],
    ['relearned', 'rows'],
  ] as const)('%s: asks nobody outside and is anchored, on %s', async (check, shape) => {
    const { ledger } = await runToy(`filter-verifier:check=${check}`, { shape, generations: 3 });
    for (const entry of ledger.slice(1)) {
      expect(entry).toMatchObject({ verifierCalls: 0, trainingSize: 100, realRetained: 0 });
      expect(entry.sampled).toBeLessThanOrEqual(1000);
    }
    expect(divisionOf(resolveStrategy(`filter-verifier:check=${check}`).regime, [ledger], 100)).toBe('anchored');
  });
});

describe('filter-typicality', () => {
  test('takes the central range between two quantiles', () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
    expect(centralRange(values, 0.1)).toEqual([5, 95]);
    expect(centralRange(values, 0.5)).toEqual([25, 75]);
  });

  test('trains only on samples in the range where the cap leaves room', async () => {
    const { log, ledger } = await runToy('filter-typicality:alpha=0.2', { size: 1000, generations: 1 });
    const original = training(log, 0);
    const mean = original.rowData.values.reduce((sum, value) => sum + value, 0) / 1000;
    const score = (value: number) => -0.5 * (value - mean) * (value - mean);
    const [low, high] = centralRange(original.rowData.values.map(score), 0.2);
    const scores = [...training(log, 1).rowData.values].map(score);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(low - 1e-12);
    expect(Math.max(...scores)).toBeLessThanOrEqual(high + 1e-12);
    // About 1/0.8 draws an example.
    expect(ledger[1]?.sampled).toBeGreaterThan(1150);
    expect(ledger[1]?.sampled).toBeLessThan(1350);
    expect(ledger[1]?.teacherCalls).toBe(1000 + (ledger[1]?.sampled ?? 0));
  });

  test('stops at 10·M draws and fills up with the nearest', async () => {
    // Accepts 2% of what is drawn: 10·M draws give about 0.2·M.
    const { log, ledger } = await runToy('filter-typicality:alpha=0.98', { size: 200, generations: 2 });
    for (const entry of ledger.slice(1)) {
      expect(entry.sampled).toBe(2000);
      expect(entry.trainingSize).toBe(200);
    }
    expect(divisionOf(resolveStrategy('filter-typicality').regime, [ledger], 200)).toBe('anchored');
    // The fifth of all draws that lies nearest to a narrow range of densities: two narrow bands of values.
    const values = [...training(log, 1).rowData.values].map(Math.abs).sort((a, b) => a - b);
    expect((values[190] as number) - (values[10] as number)).toBeLessThan(0.5);
  });

  test('judges sentences by their density per token, and returns exactly M tokens', async () => {
    const { ledger } = await runToy('filter-typicality:alpha=0.5', { shape: 'sequences', generations: 2 });
    expect(ledger.map((entry) => entry.trainingSize)).toEqual([100, 100, 100]);
  });
});

describe('temperature', () => {
  test('hands T to the model', async () => {
    const { log } = await runToy('temperature:value=1.5');
    expect(log.draws.map((draw) => draw.temperature)).toEqual([1.5, 1.5, 1.5]);
  });

  test('multiplies where two are composed', async () => {
    const { log } = await runToy('temperature:value=0.5+temperature:value=3');
    expect(log.draws[0]?.temperature).toBe(1.5);
  });
});
