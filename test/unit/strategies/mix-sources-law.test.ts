/** What mixing sources of one family does to a Gaussian, in closed form (the recursion is derived in the strategy's README). */
import { expect, test } from 'vitest';
import { lawSeeds } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { zScore } from '../../support/z-score.ts';

test.each([2, 4])(
  'mix-sources with %d sources: E variance follows V(g+1) = V(g) + (1 − 1/K)·V(g−1)/(n − 1)',
  async (sources) => {
    const sampleSize = 32;
    const generations = 6;
    const outcomes = await runSeeds('gaussian', `mix-sources:sources=${sources}`, {
      seeds: lawSeeds(600),
      generations,
      set: { sampleSize },
    });
    const each = sampleSize / sources;
    const variance = [1, 1];
    while (variance.length <= generations) {
      const [before = 0, last = 0] = variance.slice(-2);
      variance.push(last + ((1 - 1 / sources) * before) / (each - 1));
    }
    for (const generation of [1, 3, generations]) {
      const z = zScore(metricAt(outcomes, 'variance-ratio', generation), variance[generation] as number);
      expect(Math.abs(z), `generation ${generation}`).toBeLessThan(4);
    }
  },
);
