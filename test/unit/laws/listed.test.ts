/**
 * Every law that a benchmark lists holds of its own runs: with its parameters as they are and `replace` alone, in the first
 * generations, where no mean rests on few paths. The files beside this one ask more of each law.
 */
import { describe, expect, it } from 'vitest';
import type { Params } from '#benchmarks/protocol/ids.ts';
import { BENCHMARKS, benchmarkName, listLaws } from '#benchmarks/suite/catalog.ts';
import { isNightly } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { zScore } from '../../support/z-score.ts';

const SEEDS = isNightly ? 600 : 50;
const GENERATIONS = 3;
/** A share, of a tenth of the people at least. */
const TOO_RARE = 1e-3;

const strategy = [{ id: 'replace', resolved: {} }];

describe.each(BENCHMARKS.filter(({ laws }) => laws).map(({ card }) => [benchmarkName(card), card] as const))(
  '%s',
  (name, card) => {
    it('gives what its laws say', async () => {
      const outcomes = await runSeeds(name, 'replace', { seeds: SEEDS, generations: GENERATIONS });
      const truth = outcomes[0]?.benchmark.truth ?? {};
      const setting = { params: card.params.parse(card.tiers.quick.params ?? {}) as Params, strategy, truth };
      const curves = (await listLaws(card)).flatMap(({ id, metric, curve }) => {
        const mean = curve(setting);
        return mean === null ? [] : [{ id, metric, mean }];
      });
      expect(curves.length).toBeGreaterThan(0);
      for (const { id, metric, mean } of curves)
        for (let g = 0; g <= GENERATIONS; g++) {
          const [values, expected, about] = [
            metricAt(outcomes, metric, g),
            mean(g + 1),
            `${id}, ${metric}, generation ${g}`,
          ];
          // What is too rare to be seen in so many seeds leaves no spread to measure by.
          if (new Set(values).size === 1)
            expect(Math.abs((values[0] ?? Number.NaN) - expected), about).toBeLessThan(TOO_RARE);
          else expect(Math.abs(zScore(values, expected)), about).toBeLessThan(4);
        }
    });
  },
);
