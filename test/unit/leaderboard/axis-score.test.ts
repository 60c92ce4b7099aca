import { describe, expect, it } from 'vitest';
import { axisScore } from '#leaderboard/boards/columns.ts';

const of = (metric: string, value: number | null, truth: number | null) =>
  ({ metric, axis: 'tail', value, truth }) as const;

describe('an axis score', () => {
  it('is the place of the error between the controls’', () => {
    // Distances from the truth 1: own 0.5, replace 0.9, oracle 0.1.
    expect(
      axisScore(of('variance-ratio', 0.5, 1), of('variance-ratio', 0.1, 1), of('variance-ratio', 1.1, 1)),
    ).toBeCloseTo(50, 9);
    // Without a truth the value itself, where lower is better: 100·(1 − (2 − 1)/(5 − 1)).
    expect(axisScore(of('w2', 2, null), of('w2', 5, null), of('w2', 1, null))).toBe(75);
    // Higher is better.
    expect(axisScore(of('log-likelihood', 3, null), of('log-likelihood', 1, null), of('log-likelihood', 5, null))).toBe(
      50,
    );
  });

  it('is none without a value, or where there is nothing to gain', () => {
    const [good, bad] = [of('w2', 1, null), of('w2', 5, null)];
    expect(axisScore(of('w2', null, null), bad, good)).toBeNull();
    expect(axisScore(good, undefined, good)).toBeNull();
    expect(axisScore(good, good, good)).toBeNull();
    // Both differences are beyond a double.
    expect(axisScore(of('w2', 1e308, null), of('w2', 1.1e308, null), of('w2', -1e308, null))).toBeNull();
  });
});
