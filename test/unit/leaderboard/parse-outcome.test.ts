import { describe, expect, it } from 'vitest';
import { parseOutcome } from '#leaderboard/scores/read-results.ts';

const stored = {
  runId: 7,
  state: 'completed' as const,
  stopped: null,
  seeds: 2,
  full: [0.1, 1e100],
  half: [0, -1e100],
};

describe('a stored outcome', () => {
  it('is read as it was written', () => {
    expect(parseOutcome(stored)).toEqual({ state: 'completed', averages: { full: stored.full, half: stored.half } });
    expect(parseOutcome({ ...stored, state: 'failed', stopped: 1, full: [], half: [] })).toEqual({
      state: 'failed',
      stopped: 1,
      seeds: 2,
    });
  });

  it.each([
    ['NaN', { full: [0.1, Number.NaN] }],
    ['Infinity', { half: [Number.POSITIVE_INFINITY, 0] }],
    ['1e308', { full: [1e308, 0] }],
    ['null', { full: [null as unknown as number, 0] }],
    ['too few', { full: [0.1] }],
    ['no number of stopped seeds', { state: 'diverged' as const }],
  ])('with %s is refused by the name of its run', (_, changes) => {
    expect(() => parseOutcome({ ...stored, ...changes })).toThrow('The stored outcome of run 7');
  });
});
