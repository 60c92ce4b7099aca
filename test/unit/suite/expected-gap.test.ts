/** The gap that laws expect to be closed, against the recursions of docs/laws.md worked out by hand. */
import { describe, expect, it } from 'vitest';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { benchmarkNamed, listLaws } from '#benchmarks/suite/catalog.ts';
import { expectedGap } from '#benchmarks/suite/shared/expected-gap.ts';

async function gap(
  benchmark: string,
  metric: string,
  strategy: { id: string; resolved: Params },
  {
    set = {},
    generations = 2,
    truth = {},
  }: { set?: Params; generations?: number; truth?: Record<string, number> } = {},
) {
  const { card } = benchmarkNamed(benchmark);
  const run = { params: card.params.parse(set) as Params, strategy: [strategy], truth };
  return expectedGap(await listLaws(card), { metric, generations }, run);
}

const fresh = (share: number, rest: Params = {}) => ({ id: 'fresh', resolved: { share, every: 1, ...rest } });

describe('expected gap closed', () => {
  it('of a tenth of fresh data in two generations of a Gaussian is that of law 10', async () => {
    // M = 100: e₀ = 0.01, V₀ = 1; V₁ = 1 + (100/99)·0.09·0.01; e₁ = 0.81·0.01 + 0.01; e₂ = 0.81·e₁ + (0.9·V₁ + 0.1)/100.
    // replace: (0.02 + 0.03)/2; oracle: 0.01.
    const second = 0.81 * 0.0181 + (0.9 * (1 + (100 / 99) * 0.0009) + 0.1) / 100;
    const expected = (100 * (0.025 - (0.0181 + second) / 2)) / 0.015;
    expect(expected).toBeCloseTo(24.1027, 4);
    expect(await gap('gaussian', 'mean-error', fresh(0.1))).toMatchObject({
      law: { id: 'law 10' },
      value: expect.closeTo(expected, 9),
    });
  });

  it('rises with the share, from next to nothing to all', async () => {
    const values = [];
    for (const share of [0.01, 0.05, 0.1, 0.2, 0.99])
      values.push((await gap('gaussian', 'mean-error', fresh(share), { generations: 10 }))?.value ?? 0);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values[0]).toBeGreaterThan(0);
    expect(values.at(-1)).toBeGreaterThan(99);
  });

  it('of words follows law 6, of a world that moves law 7, where the oracle has a law of its own', async () => {
    const words = await gap('word-frequencies', 'heterozygosity', fresh(0.1), { truth: { heterozygosity: 0.99 } });
    expect(words?.law.id).toBe('law 6');
    // In units of 1/M a fit loses 1, and keeps 0.9² of what was lost before: 1.81 and 2.4661; replace 2 and 3, the oracle 1.
    expect(words?.value).toBeCloseTo((100 * (2.5 - (1.81 + 2.4661) / 2)) / 1.5, 1);
    const drift = await gap('gaussian-drift', 'mean-error', fresh(0.2), { generations: 10 });
    expect(drift?.law.id).toBe('law 7');
    expect(drift?.value).toBeGreaterThan(50);
    expect(await gap('gaussian-drift', 'mean-error', { id: 'replace', resolved: {} })).toMatchObject({ value: 0 });
    expect(await gap('gaussian-drift', 'mean-error', { id: 'oracle', resolved: {} })).toMatchObject({ value: 100 });
  });

  it('is none where no law speaks of the run, or where it says the same of both controls', async () => {
    expect(await gap('gaussian', 'mean-error', { id: 'retain', resolved: { share: 0.1 } })).toBeNull();
    expect(await gap('gaussian', 'w2-root', fresh(0.1))).toBeNull();
    expect(await gap('gaussian', 'variance-ratio', fresh(0.1))).toBeNull();
  });
});
