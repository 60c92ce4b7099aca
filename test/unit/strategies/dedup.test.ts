/** Leaving out near-duplicates and what a region has too many of. */
import { describe, expect, test } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { divisionOf } from '#benchmarks/protocol/regime.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import { Sieve } from '#benchmarks/strategies/dedup/sieve.ts';
import { runToy } from '../../support/toy-benchmark.ts';

const points = (...values: number[]) => Batch.rows(Float64Array.from(values), 1);
const sieve = (original: Batch, units: number, params: { near: number; regions: number; excess: number }) =>
  new Sieve(original, units, params, new Stream('test/sieve'));

describe('a sieve', () => {
  test('leaves out what is nearer to a kept sample than the quantile of D0’s nearest neighbours', () => {
    // Squared distances to the nearest in D0: 1, 1, 4, 9; their quantile at 0.5 (type 7, numpy's default) is 2.5.
    const one = sieve(points(0, 1, 3, 6), 100, { near: 0.5, regions: 1, excess: 0 });
    // 1.5² = 2.25 < 2.5 ≤ 1.6²; what is refused is no neighbour of what follows.
    expect([...one.pass(points(0, 1.5, 1.6, 3))]).toEqual([1, 0, 1, 0]);
    expect([...one.pass(points(3.2, -1, -1.6))]).toEqual([1, 0, 1]);
  });

  test('gives a region no more than its share of D0 allows', () => {
    // Every example of D0 is a region's centre. Near 0 are three of four: of 8 samples 6·1.5 + 1 may be there; one of four near 10: 3 + 1.
    const two = sieve(points(0, 0, 0, 10), 8, { near: 0, regions: 4, excess: 0.5 });
    expect([...two.pass(points(...Array(12).fill(1), ...Array(6).fill(9)))]).toEqual([
      ...Array(10).fill(1),
      ...[0, 0],
      ...Array(4).fill(1),
      ...[0, 0],
    ]);
  });

  test('that asks for nothing keeps everything that there is room for', () => {
    const open = sieve(points(0, 1, 2), 5, { near: 0, regions: 1, excess: 0 });
    expect([...open.pass(points(1, 1, 1, 1, 1))]).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('dedup', () => {
  test('is anchored, draws at most 10·M and keeps its size', async () => {
    for (const spec of ['dedup', 'dedup:near=0.9', 'filter-typicality:alpha=0.9+dedup:near=0.5']) {
      const { ledger } = await runToy(spec, { generations: 3 });
      for (const entry of ledger.slice(1)) {
        expect(entry).toMatchObject({
          trainingSize: 100,
          realRetained: 0,
          reads: expect.arrayContaining(['real-data']),
        });
        expect(entry.sampled, spec).toBeLessThanOrEqual(1000);
      }
      expect(divisionOf(resolveStrategy(spec).regime, [ledger], 100)).toBe('anchored');
    }
  });

  test('holds a model near D0 that would wander off', async () => {
    const squaredError = async (spec: string) => {
      let sum = 0;
      for (let seed = 1; seed <= 10; seed++) {
        const { metrics } = await runToy(spec, { seed, size: 50, generations: 20 });
        sum += (metrics.error?.[20] ?? 0) * (metrics.error?.[20] ?? 0);
      }
      return sum / 10;
    };
    expect(await squaredError('dedup')).toBeLessThan(0.5 * (await squaredError('replace')));
  });
});
