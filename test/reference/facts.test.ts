/** What the benchmark of facts was made to show, in the repository's own result of `replace` at the standard tier. */
import { expect, it } from 'vitest';
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { readRecord } from '../../tools/reference/results.ts';

const SET = REFERENCE_SETS[2];
/** What the best answer gets that knows a person's region alone: (1/50 + 1/40 + 0.7/10 + 1/50)/4. */
const CHANCE = 0.03375;

async function meansOf(metric: string): Promise<number[]> {
  const { trajectories } = await readRecord('replace', 'facts', SET);
  const rows = trajectories[metric] as number[][];
  return (rows[0] as number[]).map((_, g) => rows.reduce((sum, row) => sum + (row[g] as number), 0) / rows.length);
}

it('generation 0 knows the least popular tenth at three times chance and more', async () => {
  expect((await meansOf('fact-accuracy-10'))[0]).toBeGreaterThan(3 * CHANCE);
});

it('rare facts go before common ones, in well-formed sentences', async () => {
  const left = async (decile: number, generation: number): Promise<number> => {
    const values = await meansOf(`fact-accuracy-${decile}`);
    return ((values[generation] as number) - CHANCE) / ((values[0] as number) - CHANCE);
  };
  for (const generation of [1, 2, 5]) {
    const shares = [];
    for (const decile of [1, 4, 7, 10]) shares.push(await left(decile, generation));
    expect(shares, `generation ${generation}`).toEqual([...shares].sort((a, b) => b - a));
  }
  expect(Math.min(...(await meansOf('well-formed')))).toBeGreaterThan(0.9);
});

it('the world’s skew does not grow', async () => {
  expect((await meansOf('bias-growth'))[10]).toBeLessThan(0);
});
