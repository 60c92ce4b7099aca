import { describe, expect, it } from 'vitest';
import { onSeeds, toScoredRun } from '#benchmarks/scoring/index.ts';
import { CARD, makeRecord } from './make-record.ts';

/** A(s) = 10·s for seed s over two generations. */
const run = (seeds: number) =>
  toScoredRun(
    makeRecord('replace', { error: Array.from({ length: seeds }, (_, s) => [0, 10 * (s + 1), 10 * (s + 1)]) }),
    CARD,
  );

describe('a control', () => {
  it('is looked at on the run’s seeds, in the run’s order', () => {
    const chosen = onSeeds(run(4), [3, 1]);
    expect(chosen.plan.seeds).toEqual([3, 1]);
    expect(chosen.outcome).toEqual({ state: 'completed', averages: { full: [30, 10], half: [30, 10] } });
  });
});
