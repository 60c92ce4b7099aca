/** Resampling by a detector: the draw's probabilities, how often an example may be in, and what it does. */
import { describe, expect, test } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { divisionOf } from '#benchmarks/protocol/regime.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import { weightedOrder } from '#benchmarks/strategies/filter-detector/index.ts';
import { runToy } from '../../support/toy-benchmark.ts';

describe('a weighted draw without replacement', () => {
  test('of two from weights 1, 2 and 3 has the probabilities of numpy.random.choice(replace=False, p=w/6)', () => {
    const rng = new Stream('test/weighted');
    const trials = 20_000;
    const included = [0, 0, 0];
    for (let trial = 0; trial < trials; trial++) {
      for (const i of weightedOrder(Float64Array.of(1, 2, 3), 1, rng).slice(0, 2)) included[i] = (included[i] ?? 0) + 1;
    }
    // First i, or first j and then i of those left: w_i/6 + Σ_j (w_j/6)·w_i/(6 − w_j).
    const expected = [1 / 6 + 2 / 24 + 3 / 18, 2 / 6 + 2 / 30 + 6 / 18, 3 / 6 + 3 / 30 + 6 / 24];
    for (const [i, p] of expected.entries()) {
      const z = ((included[i] ?? 0) / trials - p) / Math.sqrt((p * (1 - p)) / trials);
      expect(Math.abs(z), `item ${i}`).toBeLessThan(4);
    }
  });

  test('has every copy once, those of weight 0 last', () => {
    const order = weightedOrder(Float64Array.of(0, 5, 0.1), 3, new Stream('test/copies'));
    expect(order.slice(0, 6).sort()).toEqual([1, 1, 1, 2, 2, 2]);
    expect(order.slice(6)).toEqual([0, 0, 0]);
  });
});

describe('filter-detector', () => {
  test.each(['rows', 'sequences'] as const)(
    'looks at D0, trains on none of it and is anchored, on %s',
    async (shape) => {
      const { ledger } = await runToy('filter-detector', { shape, generations: 3 });
      for (const entry of ledger.slice(1)) {
        expect(entry).toMatchObject({ trainingSize: 100, realRetained: 0, sampled: 200, reads: ['real-data'] });
        expect(entry.synthetic).toEqual([{ source: 'main', generation: entry.generation - 1, count: 100 }]);
      }
      expect(divisionOf(resolveStrategy('filter-detector').regime, [ledger], 100)).toBe('anchored');
    },
  );

  test('takes examples of the pool at most three times', async () => {
    const { log } = await runToy('filter-detector', { size: 200, generations: 1 });
    const pool = new Set(log.draws[0]?.batch.rowData.values);
    const times = new Map<number, number>();
    for (const value of log.fits[1]?.training.rowData.values ?? []) times.set(value, (times.get(value) ?? 0) + 1);
    expect([...times.keys()].every((value) => pool.has(value))).toBe(true);
    expect(Math.max(...times.values())).toBe(3);
  });

  test('pulls a model that has wandered off back to D0', async () => {
    // The toy's simulator is at 3: half of the pool is far from D0, and the detector knows such samples after one generation.
    const wandered = 'mix-sources:sources=2,families=same,simulator=0.5';
    const plain = await runToy(wandered, { size: 200, generations: 3 });
    const guarded = await runToy(`${wandered}+filter-detector`, { size: 200, generations: 3 });
    const [off, back] = [plain.metrics.error?.[3] ?? 0, guarded.metrics.error?.[3] ?? 0];
    expect(off).toBeGreaterThan(1);
    expect(back).toBeLessThan(0.75 * off);
  });
});
