import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { rankIntervals } from '#benchmarks/scoring/index.ts';

const THETA = [60, 57.5, 52, 40, 40];

/** Uniform deviations from Park & Miller's generator (16807·x mod 2³¹−1), which numpy can replay exactly. */
function referenceReplicates(): Float64Array[] {
  let x = 20240607;
  const next = () => {
    x = (16807 * x) % 2147483647;
    return x / 2147483647;
  };
  return [10, 6, 8, 12, 3].map((scale, i) =>
    Float64Array.from({ length: 2000 }, () => (THETA[i] as number) + scale * (next() - 0.5)),
  );
}

const pairs = (intervals: readonly { best: number; worst: number }[]) =>
  intervals.map(({ best, worst }) => [best, worst]);

describe('rankIntervals', () => {
  it('agrees with the definition written out in numpy', () => {
    // se = (rep[i]-rep[j]).std(ddof=1); c = np.quantile(max |d*-d|/se, .95, method='inverted_cdf') = 2.159486773474333
    const { critical, intervals } = rankIntervals(THETA, referenceReplicates());
    expect(critical).toBeCloseTo(2.159486773474333, 10);
    // 0 beats 2, but neither is told apart from 1: not transitive, so no groups.
    expect(pairs(intervals)).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
      [4, 5],
      [4, 5],
    ]);
  });

  it('widens c for few seeds to the Student quantile of the same tail probability', () => {
    // -stats.t.ppf(stats.norm.cdf(-c), 4) = 3.2691984899863216; 2 against 3 stands at 2.86 standard errors
    const { intervals, critical } = rankIntervals(THETA, referenceReplicates(), () => 4.9);
    expect(critical).toBeCloseTo(2.159486773474333, 10);
    expect(pairs(intervals)).toEqual([
      [1, 3],
      [1, 3],
      [1, 4],
      [3, 5],
      [4, 5],
    ]);
  });

  it('does not depend on the order of the entries, bit for bit', () => {
    const replicates = referenceReplicates();
    const order = [3, 0, 4, 2, 1];
    const shuffled = rankIntervals(
      order.map((i) => THETA[i] as number),
      order.map((i) => replicates[i] as Float64Array),
    );
    const straight = rankIntervals(THETA, replicates);
    expect(shuffled.critical).toBe(straight.critical);
    expect(shuffled.intervals).toEqual(order.map((i) => straight.intervals[i]));
  });

  it('agrees with a plain double loop for any number of entries', () => {
    const rng = new Stream('test/ranks');
    for (const n of [1, 2, 3, 4, 6, 9]) {
      const scores = Array.from({ length: n }, () => 3 * rng.normal());
      const replicates = scores.map((score) => Float64Array.from({ length: 700 }, () => score + rng.normal() + 0.1));
      expect(rankIntervals(scores, replicates).critical).toBeCloseTo(plainCritical(scores, replicates), 10);
    }
  });

  it('takes equal entries as ties and lets the larger win where nothing varies', () => {
    const constant = (value: number) => new Float64Array(50).fill(value);
    const { intervals, critical } = rankIntervals([5, 5, 9], [constant(5), constant(5), constant(9)]);
    expect(critical).toBe(0);
    expect(pairs(intervals)).toEqual([
      [2, 3],
      [2, 3],
      [1, 1],
    ]);
    const noisy = referenceReplicates()[0] as Float64Array;
    expect(pairs(rankIntervals([60, 60], [noisy, noisy.slice()]).intervals)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('keeps pairs that don’t vary out of c', () => {
    const [a, b] = referenceReplicates() as [Float64Array, Float64Array];
    const alone = rankIntervals([60, 57.5], [a, b]).critical;
    expect(rankIntervals([60, 60, 57.5], [a, a.slice(), b]).critical).toBe(alone);
  });

  it('takes none and one', () => {
    expect(rankIntervals([], []).intervals).toEqual([]);
    expect(pairs(rankIntervals([4], [Float64Array.of(3, 4, 5)]).intervals)).toEqual([[1, 1]]);
  });
});

function plainCritical(scores: number[], replicates: Float64Array[]): number {
  const largest = new Float64Array(replicates[0]?.length ?? 0);
  for (let i = 0; i < scores.length; i++) {
    for (let j = i + 1; j < scores.length; j++) {
      const d = (replicates[i] as Float64Array).map((x, b) => x - (replicates[j]?.[b] as number));
      const centre = d.reduce((sum, x) => sum + x, 0) / d.length;
      const se = Math.sqrt(d.reduce((sum, x) => sum + (x - centre) * (x - centre), 0) / (d.length - 1));
      d.forEach((x, b) => {
        const z = Math.abs(x - ((scores[i] as number) - (scores[j] as number))) / se;
        largest[b] = Math.max(largest[b] as number, z);
      });
    }
  }
  return largest.sort()[Math.ceil(largest.length * 0.95) - 1] as number;
}
