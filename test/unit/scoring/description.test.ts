import { describe, expect, it } from 'vitest';
import { interquartileMean, performanceProfile, probabilityOfImprovement } from '#benchmarks/scoring/index.ts';

// Four runs of three tasks; rliable 1.2.0 takes [runs, tasks], we take [benchmarks][seeds].
const runs = [
  [10, 55, -20],
  [35, 60, 70],
  [80, 90, 5],
  [47, 101, 12],
];
const others = [
  [20, 50, -25],
  [30, 60, 60],
  [75, 95, 5],
  [40, 80, 20],
];
const byBenchmark = (rows: number[][]) => [0, 1, 2].map((k) => rows.map((row) => row[k] as number));

describe('interquartileMean', () => {
  it('is rliable.metrics.aggregate_iqm for equal numbers of seeds', () => {
    expect(interquartileMean(byBenchmark(runs))).toBeCloseTo(46.5, 12);
  });

  it('weighs benchmarks equally whatever their numbers of seeds', () => {
    // Weights: 0 has 4 × 1/8, 10 and 30 1/4 each. Middle half: 1/4 of 0, 1/4 of 10.
    expect(
      interquartileMean([
        [0, 0, 0, 0],
        [10, 30],
      ]),
    ).toBeCloseTo(5, 12);
  });

  it('takes the part of a score that lies inside the quartiles', () => {
    // Three scores of weight 1/3: 1/12 of the first, 1/3 of the second, 1/12 of the third.
    expect(interquartileMean([[0, 3, 12]])).toBeCloseTo((3 / 3 + 12 / 12) / 0.5, 12);
  });

  it.each([
    // rliable 1.2.0 drops ⌊n/4⌋ scores at either end: 4.667, 7.5 and 5 of the last three. Here the quartiles cut scores.
    [[1, 2, 3, 4], 2.5],
    [[0, 1, 4, 9, 16], (0.15 * 1 + 0.2 * 4 + 0.15 * 9) / 0.5],
    [[0, 1, 4, 9, 16, 25], (0.5 * 1 + 4 + 9 + 0.5 * 16) / 3],
    [[0, 3, 12], 4],
  ])('of %j is %d', (scores, value) => {
    expect(interquartileMean([scores])).toBeCloseTo(value, 12);
  });

  it('is not moved by an outlier', () => {
    expect(interquartileMean([[1, 2, 3, 1e9]])).toBeCloseTo(2.5, 12);
  });
});

describe('performanceProfile', () => {
  it('is rliable.library.create_performance_profile', () => {
    const profile = performanceProfile(byBenchmark(runs), [0, 50, 80]);
    [0.91666667, 0.5, 0.16666667].forEach((x, i) => {
      expect(profile[i]).toBeCloseTo(x, 8);
    });
  });
});

describe('probabilityOfImprovement', () => {
  it('is rliable.metrics.probability_of_improvement', () => {
    expect(probabilityOfImprovement(byBenchmark(runs), byBenchmark(others))).toBeCloseTo(0.5625, 12);
  });

  it('counts ties half and is complementary', () => {
    expect(probabilityOfImprovement([[1, 1]], [[1, 1]])).toBe(0.5);
    const [a, b] = [byBenchmark(runs), byBenchmark(others)];
    expect(probabilityOfImprovement(a, b) + probabilityOfImprovement(b, a)).toBeCloseTo(1, 12);
  });
});
