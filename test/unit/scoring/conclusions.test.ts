import { describe, expect, it } from 'vitest';
import { type BenchmarkDifference, conclude } from '../../../benchmarks/scoring/index.ts';

const difference = (benchmark: string, low: number, high: number, seeds = 20): BenchmarkDifference => ({
  state: 'compared',
  benchmark,
  seeds: Array.from({ length: seeds }, (_, index) => index + 1),
  metric: { value: 0, interval: [-1, 1], standardError: 1, n: seeds } as never,
  score: { value: (low + high) / 2, interval: [low, high] },
  scoreLacks: null,
  probabilityOfImprovement: 0.5,
});
const overall = (low: number, high: number) => ({
  value: (low + high) / 2,
  interval: [low, high] as const,
  a: 0,
  b: 0,
  probabilityOfImprovement: 0.5,
});

describe('what a comparison lets one say', () => {
  it('ahead, where the overall interval excludes 0, and on which benchmarks', () => {
    expect(
      conclude({
        benchmarks: [difference('x', 1, 3), difference('y', -4, -2), difference('z', -1, 1)],
        overall: overall(2, 6),
      }),
    ).toEqual([
      { kind: 'ahead', points: 4, interval: [2, 6], benchmarks: 3 },
      { kind: 'benchmarks', first: ['x'], second: ['y'], undecided: ['z'] },
    ]);
  });

  it('undecided, where it has 0 in it', () => {
    expect(conclude({ benchmarks: [difference('x', 1, 3)], overall: overall(-1, 3) })[0]).toMatchObject({
      kind: 'undecided',
    });
  });

  it('no overall difference, where benchmarks lack one', () => {
    const benchmarks = [difference('x', 1, 3), { state: 'not-compared', benchmark: 'y', reason: '' } as const];
    expect(conclude({ benchmarks, overall: null })[0]).toEqual({ kind: 'no-overall', lacking: ['y'] });
  });

  it('few seeds, where there are under ten', () => {
    expect(conclude({ benchmarks: [difference('x', 1, 3, 9)], overall: overall(1, 2) }).at(-1)).toEqual({
      kind: 'few-seeds',
      benchmarks: ['x'],
    });
  });

  it('the metric decides where there is no score: lower is better', () => {
    const bare = {
      ...difference('x', 0, 0),
      score: null,
      metric: { value: -2, interval: [-3, -1] } as never,
    } as BenchmarkDifference;
    expect(conclude({ benchmarks: [bare], overall: null })).toContainEqual({
      kind: 'benchmarks',
      first: ['x'],
      second: [],
      undecided: [],
    });
  });
});
