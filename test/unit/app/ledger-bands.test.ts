import { describe, expect, it } from 'vitest';
import type { LedgerView } from '#leaderboard/views/index.ts';
import { bandOfAge, bandsOf } from '../../../app/charts/ledger-bands.ts';

const entry = (generation: number, realRetained: number, synthetic: readonly [number, number][]): LedgerView => ({
  generation,
  seeds: 1,
  realFresh: 0,
  realRetained,
  synthetic: synthetic.map(([age, count]) => ({ source: 'learner', age, count })),
  trainingSize: realRetained + synthetic.reduce((sum, [, count]) => sum + count, 0),
  weightShare: 0,
  sampled: 0,
  simulated: 0,
  verifierCalls: 0,
});

describe('the bands of a ledger', () => {
  it('go by source and age, real data first, without those that are empty', () => {
    const bands = bandsOf([
      entry(0, 100, []),
      entry(1, 10, [[1, 90]]),
      entry(7, 10, [
        [1, 30],
        [2, 20],
        [4, 10],
        [5, 5],
        [6, 25],
      ]),
    ]);
    expect(bands.map(({ name, amounts }) => [name, amounts])).toEqual([
      ['realRetained', [100, 10, 10]],
      ['age1', [0, 90, 30]],
      ['age2', [0, 0, 20]],
      ['age5', [0, 0, 15]],
      ['older', [0, 0, 25]],
    ]);
  });

  it('give every age one band', () => {
    expect([1, 2, 3, 5, 6, 50].map(bandOfAge)).toEqual(['age1', 'age2', 'age5', 'age5', 'older', 'older']);
  });
});
