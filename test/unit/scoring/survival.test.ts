import { describe, expect, it } from 'vitest';
import { kaplanMeier } from '#benchmarks/scoring/index.ts';

const times = (t: number[], events: number[]) => t.map((time, i) => ({ time, event: events[i] === 1 }));

describe('kaplanMeier', () => {
  it('agrees with lifelines where some are censored', () => {
    // lifelines 0.30.3: KaplanMeierFitter().fit([3,5,5,6,8,8,8,9,12,12], [1,1,1,0,1,1,0,1,0,0])
    const result = kaplanMeier(times([3, 5, 5, 6, 8, 8, 8, 9, 12, 12], [1, 1, 1, 0, 1, 1, 0, 1, 0, 0]));
    const expected = [
      [3, 0.9, 0.473009, 0.985281],
      [5, 0.7, 0.328717, 0.891949],
      [8, 0.466667, 0.149552, 0.73661],
      [9, 0.311111, 0.055239, 0.62454],
    ];
    expect(result.curve).toHaveLength(4);
    result.curve.forEach(({ generation, survival, interval }, i) => {
      expect(generation).toBe(expected[i]?.[0]);
      expect(survival).toBeCloseTo(expected[i]?.[1] as number, 6);
      expect(interval?.[0]).toBeCloseTo(expected[i]?.[2] as number, 6);
      expect(interval?.[1]).toBeCloseTo(expected[i]?.[3] as number, 6);
    });
    expect(result.curve.map((point) => [point.atRisk, point.events])).toEqual([
      [10, 1],
      [9, 2],
      [6, 2],
      [3, 1],
    ]);
    // .median_survival_time_ 8.0; median_survival_times(.confidence_interval_) [3, inf]
    expect(result.median).toBe(8);
    expect(result.medianInterval).toEqual({ low: 3, high: null });
    expect([result.events, result.n]).toEqual([6, 10]);
  });

  it('agrees with lifelines where all collapse', () => {
    // fit([4,6,7,7,9], [1,1,1,1,1]): median 7, interval [4, 9]
    const result = kaplanMeier(times([4, 6, 7, 7, 9], [1, 1, 1, 1, 1]));
    expect(result.median).toBe(7);
    expect(result.medianInterval).toEqual({ low: 4, high: 9 });
    expect(result.curve[2]?.interval?.[0]).toBeCloseTo(0.008369, 6);
    expect(result.curve[2]?.interval?.[1]).toBeCloseTo(0.581853, 6);
    expect(result.curve[3]).toMatchObject({ generation: 9, survival: 0, interval: null });
  });

  it('has no median where fewer than half collapse', () => {
    expect(kaplanMeier(times([5, 50, 50], [1, 0, 0]))).toMatchObject({ median: null, events: 1 });
    expect(kaplanMeier(times([50, 50], [0, 0]))).toMatchObject({ median: null, curve: [], events: 0, n: 2 });
  });

  it('counts a seed censored at a generation as at risk in it', () => {
    expect(kaplanMeier(times([5, 5], [1, 0])).median).toBe(5);
    expect(kaplanMeier(times([5, 5], [1, 0])).curve[0]?.atRisk).toBe(2);
  });
});
