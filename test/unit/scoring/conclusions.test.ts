import { describe, expect, it } from 'vitest';
import { type BenchmarkDifference, conclude, type Lack, type MeanDifference } from '#benchmarks/scoring/index.ts';

const difference = (benchmark: string, low: number, high: number, seeds = 20): BenchmarkDifference => ({
  state: 'compared',
  benchmark,
  seeds: Array.from({ length: seeds }, (_, index) => index + 1),
  metric: { value: 0, interval: [-1, 1], standardError: 1, n: seeds } as never,
  score: { value: (low + high) / 2, interval: [low, high] },
  scoreLacks: null,
  probabilityOfImprovement: 0.5,
});
const notCompared = (benchmark: string, why: Lack): BenchmarkDifference => ({
  state: 'not-compared',
  benchmark,
  why,
  reason: '',
});
const mean = (low: number, high: number, ...benchmarks: string[]): MeanDifference => ({
  value: (low + high) / 2,
  interval: [low, high],
  benchmarks,
  a: 0,
  b: 0,
  probabilityOfImprovement: 0.5,
});
const all = (low: number, high: number, ...benchmarks: string[]) => {
  const overall = mean(low, high, ...benchmarks);
  return { common: overall, overall };
};

describe('what a comparison lets one say', () => {
  it('ahead, where the overall interval excludes 0, and on which benchmarks', () => {
    expect(
      conclude({
        benchmarks: [difference('x', 1, 3), difference('y', -4, -2), difference('z', -1, 1)],
        ...all(2, 6, 'x', 'y', 'z'),
      }),
    ).toEqual([
      { kind: 'ahead', scope: 'overall', points: 4, interval: [2, 6], benchmarks: ['x', 'y', 'z'], each: [-3, 2] },
      { kind: 'benchmarks', first: ['x'], second: ['y'], undecided: ['z'] },
    ]);
  });

  it('undecided, where it has 0 in it', () => {
    expect(conclude({ benchmarks: [difference('x', 1, 3)], ...all(-1, 3, 'x') })[0]).toMatchObject({
      kind: 'undecided',
      scope: 'overall',
    });
  });

  it('nothing, where a single seed gives no interval', () => {
    const overall = { ...mean(1, 3, 'x'), interval: null };
    expect(conclude({ benchmarks: [difference('x', 1, 3)], common: overall, overall })[0]).toMatchObject({
      kind: 'no-interval',
      points: 2,
    });
  });

  it('that an overall difference can’t be computed and why, and what holds on the common benchmarks', () => {
    const benchmarks = [
      difference('x', 40, 42),
      notCompared('v', 'first-did-not-run'),
      difference('y', 58, 60),
      notCompared('w', 'settings'),
      notCompared('u', 'first-did-not-run'),
      {
        ...difference('t', 0, 0),
        score: null,
        scoreLacks: { why: 'not-separable', reason: '' },
      } as BenchmarkDifference,
    ];
    expect(conclude({ benchmarks, common: mean(48, 52, 'x', 'y'), overall: null }).slice(0, 2)).toEqual([
      {
        kind: 'no-overall',
        lacking: [
          { why: 'first-did-not-run', benchmarks: ['v', 'u'] },
          { why: 'settings', benchmarks: ['w'] },
          { why: 'not-separable', benchmarks: ['t'] },
        ],
      },
      { kind: 'ahead', scope: 'common', points: 50, interval: [48, 52], benchmarks: ['x', 'y'], each: [41, 59] },
    ]);
  });

  it('few seeds, where there are under ten', () => {
    expect(conclude({ benchmarks: [difference('x', 1, 3, 9)], ...all(1, 2, 'x') }).at(-1)).toEqual({
      kind: 'few-seeds',
      benchmarks: ['x'],
    });
  });

  it('the metric decides where there is no score: lower is better', () => {
    const bare = {
      ...difference('x', 0, 0),
      score: null,
      scoreLacks: { why: 'no-controls', reason: '' },
      metric: { value: -2, interval: [-3, -1] } as never,
    } as BenchmarkDifference;
    expect(conclude({ benchmarks: [bare], common: null, overall: null })).toContainEqual({
      kind: 'benchmarks',
      first: ['x'],
      second: [],
      undecided: [],
    });
  });
});
