/** Law 11 of docs/laws.md: facts that are retold. Fixed seeds, as in gaussian.test.ts; the closed forms against Python's. */
import { describe, expect, it } from 'vitest';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import { benchmarkNamed, listLaws } from '#benchmarks/suite/catalog.ts';
import { CHANCE, knownFresh, knownReplace, untold } from '#benchmarks/suite/facts-counts/laws.ts';
import { lawSeeds } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { zScore } from '../../support/z-score.ts';

const { card } = benchmarkNamed('facts-counts');
const GENERATIONS = 5;

it.each([
  // (1 - 0.01/4)**1000
  ['u', untold(1000, 0.01), 0.08182845639998221],
  // (1 - u)**3
  ['replace', knownReplace(1000, 0.01, 3), 0.7740544047739194],
  // t = y = 1 - u; twice y = t*(0.2 + 0.8*y)
  ['fresh', knownFresh(1000, () => 0.2, 0.01, 3), 0.8139153651316063],
  // (1/50 + 1/40 + 1/20 + 1/50)/4
  ['chance', CHANCE, 0.02875],
])('%s', (_, value, expected) => expect(value).toBeCloseTo(expected, 11));

describe.each(['replace', 'accumulate', 'fresh:share=0.2', 'fresh:every=2,share=0.3', 'fresh:decay=0.5,share=0.4'])(
  '%s',
  (spec) => {
    it('knows of each tenth of the people what the law says', async () => {
      const set = { sampleSize: 1_200, people: 100, exponent: 1 };
      const outcomes = await runSeeds('facts-counts', spec, { seeds: lawSeeds(600), generations: GENERATIONS, set });
      const setting = {
        params: card.params.parse(set) as Params,
        strategy: resolveStrategy(spec).parts,
        truth: outcomes[0]?.benchmark.truth ?? {},
      };
      const curves = (await listLaws(card)).map(({ metric, curve }) => ({ metric, mean: curve(setting) }));
      expect(curves).toHaveLength(12);
      for (const { metric, mean } of curves)
        for (const generation of [0, 1, GENERATIONS]) {
          const law = mean?.(generation + 1) ?? Number.NaN;
          const values = metricAt(outcomes, metric, generation);
          // The most popular tenth is told so often that no seed may have missed any of it.
          if (values.every((value) => value === values[0])) expect(values[0], metric).toBeCloseTo(law, 3);
          else expect(Math.abs(zScore(values, law)), `${metric}, generation ${generation}`).toBeLessThan(4);
        }
    });
  },
);

it('speaks of no other strategy', async () => {
  const laws = await listLaws(card);
  const strategy = resolveStrategy('retain').parts;
  expect(laws.map(({ curve }) => curve({ params: {}, strategy, truth: {} }))).toEqual(laws.map(() => null));
});
