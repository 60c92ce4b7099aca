import { describe, expect, inject, it } from 'vitest';
import { mean } from '../../benchmarks/numerics/statistics.ts';
import { denominatorOf } from '../../benchmarks/scoring/index.ts';
import { requireBenchmark } from '../../benchmarks/suite/catalog.ts';
import { runSeeds } from '../support/run-seeds.ts';

describe('the quick tier', () => {
  const { card } = requireBenchmark(inject('benchmark'));
  const { seeds, generations } = card.tiers.quick;

  it('tells its controls apart with its own seeds, or no entry would have a score', async () => {
    const averages = async (spec: string): Promise<number[]> =>
      (await runSeeds(card.id, spec, { seeds, generations })).map(({ metrics }) =>
        mean((metrics[card.primary] ?? []).slice(1).map((value) => value as number)),
      );
    const denominator = denominatorOf(await averages('replace'), await averages('oracle'));
    expect(denominator.interval).not.toBeNull();
    expect(denominator.separable).toBe(true);
  }, 300_000);
});
