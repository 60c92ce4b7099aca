/** accumulate, accumulate-subsample and mix-sources: where the training set comes from. */
import { describe, expect, test } from 'vitest';
import { otherSources } from '#benchmarks/strategies/mix-sources/index.ts';
import { runToy, type ToyLog } from '../../support/toy-benchmark.ts';

const listDraws = (log: ToyLog) => log.draws.map(({ path, units }) => `${path.split('/').at(-3)} ${units}`).join(', ');

describe('accumulate', () => {
  test('has an even share of every generation', async () => {
    const { ledger } = await runToy('accumulate', { generations: 5 });
    expect(ledger.map((entry) => entry.trainingSize)).toEqual([100, 200, 300, 400, 500, 600]);
    expect(ledger.map((entry) => entry.weightShare)).toEqual([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6]);
    expect(ledger[5]?.synthetic).toEqual(
      [0, 1, 2, 3, 4].map((generation) => ({ source: 'main', generation, count: 100 })),
    );
  });

  test('keeps the earlier pool in front, unchanged', async () => {
    const { log } = await runToy('accumulate');
    const [, first, second] = log.fits.map(({ training }) => training.rowData.values);
    expect([...(second as Float64Array).subarray(0, 200)]).toEqual([...(first as Float64Array)]);
  });
});

describe('accumulate-subsample', () => {
  test('never takes more than the even share up to any generation, and M in all', async () => {
    // M = 100 over 4 sources at g = 3 is even; over 7 at g = 6 it is floor(100·(k+1)/7) = 14, 28, 42, 57, 71, 85, 100.
    const { ledger } = await runToy('accumulate-subsample', { generations: 6 });
    expect(ledger[6]?.realRetained).toBe(14);
    expect(ledger[6]?.synthetic.map(({ count }) => count)).toEqual([14, 14, 15, 14, 14, 15]);
    expect(ledger.map((entry) => entry.poolSize)).toEqual([0, 200, 300, 400, 500, 600, 700]);
    expect(ledger.map((entry) => entry.trainingSize)).toEqual([100, 100, 100, 100, 100, 100, 100]);
  });

  test('takes no example of a source twice and draws anew each generation', async () => {
    const { log } = await runToy('accumulate-subsample');
    const values = log.fits.map(({ training }) => [...training.rowData.values]);
    for (const generation of values) expect(new Set(generation).size).toBe(100);
    const original = new Set(values[0]);
    const real = values.slice(1).map((generation) => generation.filter((value) => original.has(value)));
    expect(real.map((part) => part.length)).toEqual([50, 33, 25]);
    expect(real[2]).not.toEqual(real[1]?.slice(0, 25));
  });
});

test('accumulate-subsample stays even over generations that another strategy made smaller', async () => {
  const { log, ledger } = await runToy('mix-sources+accumulate-subsample', { generations: 1 });
  expect(ledger[1]?.realRetained).toBe(34);
  expect(log.fits.at(3)?.training.units).toBe(68);
});

describe('mix-sources', () => {
  test('takes families in turn, the main learner’s own first in the cycle', () => {
    expect(otherSources(4, ['kde', 'histogram'])).toEqual([
      { name: 'kde-2', family: 'kde' },
      { name: 'histogram-3', family: 'histogram' },
      { name: 'same-4', family: null },
    ]);
    expect(otherSources(3, [])).toEqual([
      { name: 'same-2', family: null },
      { name: 'same-3', family: null },
    ]);
  });

  test('splits M and pools every source’s samples in every training set', async () => {
    const { log, ledger } = await runToy('mix-sources', { generations: 1 });
    expect(listDraws(log)).toBe(
      'main 12, kde-2 11, histogram-3 11, kde-2 11, main 11, histogram-3 11, histogram-3 11, main 11, kde-2 11',
    );
    expect(log.fits.slice(3).map(({ family, training }) => `${family} ${training.units}`)).toEqual([
      'toy 34',
      'kde 33',
      'histogram 33',
    ]);
    expect(ledger[0]?.trainingSize).toBe(300);
  });

  test.each([
    ['equal', 'main 25, kde-2 25, kde-2 25, main 25'],
    ['0', 'main 0, kde-2 50, kde-2 0, main 50'],
    ['0.9', 'main 45, kde-2 5, kde-2 45, main 5'],
    ['1', 'main 50, kde-2 50'],
  ])('own=%s sets the share of a source’s own samples', async (own, expected) => {
    const { log } = await runToy(`mix-sources:sources=2,budget=full,own=${own}`, { size: 50, generations: 1 });
    expect(listDraws(log)).toBe(expected);
  });

  test('gives sources of one family different models from generation 1 on', async () => {
    const { log } = await runToy('mix-sources:families=same', { generations: 1 });
    const [main, second] = log.fits.slice(3).map(({ training }) => [...training.rowData.values]);
    expect(main?.slice(0, 33)).not.toEqual(second);
  });
});
