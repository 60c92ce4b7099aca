/**
 * The closed forms against numbers that were not made with them: Python 3 with exact fractions (gamma functions of halves of
 * whole numbers and ψ(49.5) = −γ − 2 ln 2 + Σ 2/(2k−1) from `fractions` and `math`), and which runs each law speaks of.
 */
import { describe, expect, it } from 'vitest';
import {
  driftFactor,
  meanChiRatio,
  meanLogChiSquareRatio,
  pooledDriftFactor,
} from '#benchmarks/numerics/law-factors.ts';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { BENCHMARKS, benchmarkNamed, listLaws } from '#benchmarks/suite/catalog.ts';
import { klUnbiased, squaredW2Unbiased } from '#benchmarks/suite/gaussian/laws.ts';
import { meanErrorNeon, varianceNeon } from '#benchmarks/suite/gaussian/laws-of-strategies.ts';
import { excessRiskAccumulate, noiseRatioAccumulate, predictiveW2Replace } from '#benchmarks/suite/regression/laws.ts';

const NEON = { sampleSize: 100, own: 200, weight: 0.5, estimator: 'mle' } as const;

describe('closed forms', () => {
  it.each([
    // sqrt(2/99)*gamma(50)/gamma(49.5), in fractions
    ['c₄(100)', meanChiRatio(99), 0.9974779760712635],
    // -0.5772156649015329 - 2*log(2) + 2*sum(1/(2*k-1) for k in range(1, 50)) - log(49.5)
    ['ψ(49.5) − ln 49.5', meanLogChiSquareRatio(99), -0.010135018848272725],
    // (1 - 1e-4)**51 * 0.98035, prod(1 - Fraction(1, 100*i*i) for i in range(1, 52))
    ['(1 − 1/M)ⁿ', driftFactor(10_000, 51) * 0.98035, 0.9753626940711878],
    ['∏(1 − 1/(M i²))', pooledDriftFactor(100, 51), 0.9838226521821267],
    // 51/100 + 2*(1 - c4**51)
    ['law 1, W₂²', squaredW2Unbiased(100, 51), 0.7516752809727769],
    ['law 1, KL', klUnbiased(100, 51), 0.5134429806309545],
    // b, V, e = Fraction(99, 100), Fraction(99, 100), Fraction(1, 100); ten times e += V*(Fraction(1, 100) + Fraction(1, 4)*b/200); V *= b*(1 + Fraction(1, 400))
    ['law 8, variance', varianceNeon(NEON, 11), 0.9179752106250727],
    ['law 8, mean', meanErrorNeon(NEON, 11), 0.11755861403332173],
  ])('%s', (_, value, expected) => expect(value).toBeCloseTo(expected, 11));

  const size = { sampleSize: 100, dimension: 10 };
  it.each([
    // 10/89*31 + 2*(1 - c) and 2*(1 - c**31), c = gamma(45.5)/gamma(45)/sqrt(45)
    ['predictive W₂², known noise', predictiveW2Replace(size, 'known', 31), 3.488693800083563],
    ['predictive W₂², estimated noise', predictiveW2Replace(size, 'estimated', 31), 3.6481582526680656],
    // the recursion of docs/laws.md in fractions
    ['excess risk, accumulate, known', excessRiskAccumulate(size, 'known', 31), 0.18125738205931735],
    ['excess risk, accumulate, estimated', excessRiskAccumulate(size, 'estimated', 31), 0.179559266536058],
    ['σ̂², accumulate, known', noiseRatioAccumulate(size, 'known', 31), 0.9902030899824061],
    ['σ̂², accumulate, estimated', noiseRatioAccumulate(size, 'estimated', 31), 0.9381186076469642],
  ])('law 4, %s', (_, value, expected) => expect(value).toBeCloseTo(expected, 11));
});

/** The metrics that have a law for a run, by law: `law 1: w2, kl`. */
async function speaks(
  benchmark: string,
  strategy: { readonly id: string; readonly resolved?: Params } | readonly { readonly id: string }[],
  set: Params = {},
): Promise<string[]> {
  const { card } = benchmarkNamed(benchmark);
  const parts = (Array.isArray(strategy) ? strategy : [strategy]) as { id: string; resolved?: Params }[];
  const setting = {
    params: card.params.parse(set) as Params,
    strategy: parts.map(({ id, resolved = {} }) => ({ id, resolved })),
    truth: { heterozygosity: 0.98 },
  };
  return (await listLaws(benchmarkNamed(benchmark).card))
    .filter(({ curve }) => curve(setting) !== null)
    .map(({ id, metric }) => `${id} ${metric}`);
}

describe('what a law speaks of', () => {
  it.each(BENCHMARKS.map(({ card }) => card))(
    '$id: its card names its laws, and the metrics are its own',
    async (card) => {
      const laws = await listLaws(card);
      expect([...new Set(laws.map(({ id }) => id))]).toEqual(card.laws);
      const metrics = card.metrics.map(({ id }) => id);
      for (const law of laws) expect(metrics).toContain(law.metric);
    },
  );

  it('gaussian: the estimator and the strategy decide', async () => {
    const law1 = ['law 1 w2', 'law 1 kl', 'law 1 mean-error', 'law 1 variance-ratio'];
    expect(await speaks('gaussian', { id: 'replace' })).toEqual(law1);
    expect(await speaks('gaussian', { id: 'replace' }, { estimator: 'mle' })).toEqual([
      'law 2 mean-error',
      'law 2 variance-ratio',
    ]);
    expect(await speaks('gaussian', { id: 'accumulate' }, { estimator: 'mle' })).toEqual(['law 3 variance-ratio']);
    expect(await speaks('gaussian', { id: 'accumulate' })).toEqual([]);
    expect(await speaks('gaussian', { id: 'replace' }, { dimension: 2 })).toEqual([]);
    expect(await speaks('gaussian', { id: 'oracle' })).toEqual([]);
    const neon = { id: 'neon', resolved: { weight: 1, own: 1, budget: 0.1 } };
    expect(await speaks('gaussian', neon)).toEqual(['law 8 mean-error', 'law 8 variance-ratio']);
    expect(await speaks('gaussian', neon, { dimension: 2 })).toEqual([]);
    const grow = { id: 'grow', resolved: { power: 1.1 } };
    expect(await speaks('gaussian', grow)).toEqual(['law 9 w2', 'law 9 mean-error', 'law 9 variance-ratio']);
    expect(await speaks('gaussian', grow, { estimator: 'mle' })).toEqual(['law 9 mean-error', 'law 9 variance-ratio']);
    const fresh = { id: 'fresh', resolved: { share: 0.1, every: 2, decay: 0.5 } };
    expect(await speaks('gaussian', fresh)).toEqual(['law 10 mean-error', 'law 10 variance-ratio']);
  });

  it('regression: accumulation has a law for a fixed design only, and no law holds without spare examples', async () => {
    const metrics = ['law 4 predictive-w2', 'law 4 excess-risk', 'law 4 noise-ratio'];
    expect(await speaks('regression', { id: 'replace' })).toEqual(metrics);
    expect(await speaks('regression', { id: 'replace' }, { design: 'fresh' })).toEqual(metrics);
    expect(await speaks('regression', { id: 'accumulate' })).toEqual(['law 4 excess-risk', 'law 4 noise-ratio']);
    expect(await speaks('regression', { id: 'accumulate' }, { design: 'fresh' })).toEqual([]);
    expect(await speaks('regression', { id: 'replace' }, { sampleSize: 13 })).toEqual([]);
  });

  it('word-frequencies: fresh data as it comes, growing samples; compositions have no law', async () => {
    expect(await speaks('word-frequencies', { id: 'replace' })).toEqual(['law 5 heterozygosity']);
    expect(await speaks('word-frequencies', { id: 'fresh', resolved: { share: 0.1, every: 1 } })).toEqual([
      'law 6 heterozygosity',
    ]);
    expect(await speaks('word-frequencies', { id: 'fresh', resolved: { share: 0.1, every: 2 } })).toEqual([
      'law 6 heterozygosity',
    ]);
    expect(await speaks('word-frequencies', { id: 'grow', resolved: { power: 1 } })).toEqual(['law 9 heterozygosity']);
    expect(await speaks('word-frequencies', [{ id: 'replace' }, { id: 'temperature' }])).toEqual([]);
  });
});
