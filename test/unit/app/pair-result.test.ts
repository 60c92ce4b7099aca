/** A pair seen from either side: by definition the second's difference is the first's with its sign turned. */
import { describe, expect, it } from 'vitest';
import type { PairView } from '#leaderboard/views/index.ts';
import { meanOf, resultOf, verdictOf } from '../../../app/components/pair-result.ts';

const MEAN = { value: 3, low: 1, high: 5, benchmarks: 2, probability: 0.8 };
const PAIR: PairView = {
  first: 0,
  second: 1,
  benchmarks: [],
  overall: null,
  common: MEAN,
  conclusions: [],
  sameRights: true,
};

describe('the verdict of an interval', () => {
  it.each([
    [{ low: 1, high: 5 }, 'ahead'],
    [{ low: -5, high: -1 }, 'behind'],
    [{ low: -1, high: 5 }, 'open'],
    [{ low: 0, high: 5 }, 'open'],
    [{ low: null, high: null }, 'unknown'],
  ] as const)('%o: %s', (interval, verdict) => {
    expect(verdictOf(interval)).toBe(verdict);
  });
});

it('is over every benchmark where that is there, else over those in common', () => {
  expect(meanOf(PAIR)).toBe(MEAN);
  const overall = { ...MEAN, value: 7 };
  expect(meanOf({ ...PAIR, overall })).toBe(overall);
});

it('turns sign, interval and probability for the second', () => {
  expect(resultOf({ pairs: [PAIR] }, 0, 1)?.mean).toEqual(MEAN);
  expect(resultOf({ pairs: [PAIR] }, 1, 0)?.mean).toEqual({
    value: -3,
    low: -5,
    high: -1,
    benchmarks: 2,
    probability: expect.closeTo(0.2, 12),
  });
});

it('has nothing on the diagonal, and no probability where there is none', () => {
  expect(resultOf({ pairs: [PAIR] }, 1, 1)).toBeNull();
  const few = { ...PAIR, common: { ...MEAN, probability: null } };
  expect(resultOf({ pairs: [few] }, 1, 0)?.mean?.probability).toBeNull();
});
