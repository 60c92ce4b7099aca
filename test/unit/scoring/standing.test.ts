import { describe, expect, it } from 'vitest';
import { sampleVariance } from '#benchmarks/numerics/statistics.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { BOOTSTRAP_STREAM, clipScore, gapClosed } from '#benchmarks/scoring/index.ts';
import { overallInterval } from '#benchmarks/scoring/overall.ts';
import { drawResamples } from '#benchmarks/scoring/resamples.ts';
import { degreesOfFreedom, type ReadyGround, standings } from '#benchmarks/scoring/standing.ts';

const RESAMPLES = 301;
const rng = new Stream('test/standing');
const values = (n: number, centre: number) => Array.from({ length: n }, () => centre + 0.2 * rng.normal());
const grounds: ReadyGround[] = [
  { id: 'first', controls: { replace: values(12, 3), oracle: values(12, 1) } },
  { id: 'second', controls: { replace: values(7, 5), oracle: values(7, 2) } },
];
// Five entries: one more than a block of four. The last is far off the scale on the second benchmark.
const entries = [1.5, 2, 2.5, 2.9]
  .map((x) => [values(12, x), values(7, x + 1)])
  .concat([[values(12, 2), values(7, 900)]]);

/** θ* of one entry by the definition, from the draw itself. */
function plainReplicates(entry: number[][]): number[] {
  const counts = grounds.map(({ id, controls }) => drawResamples(id, controls.replace.length, RESAMPLES));
  return Array.from({ length: RESAMPLES }, (_, r) => {
    const scores = grounds.map(({ controls }, k) => {
      const n = controls.replace.length;
      const row = Array.from((counts[k] as Uint16Array).subarray(r * n, r * n + n));
      const seeds = row.flatMap((count, s) => Array<number>(count).fill(s));
      const at = (of: readonly number[]) => seeds.map((s) => of[s] as number);
      const own = entry[k] as number[];
      const score = gapClosed(own, controls.replace, controls.oracle).value;
      const drawn = gapClosed(at(own), at(controls.replace), at(controls.oracle)).value;
      return clipScore(score + Math.sqrt(n / (n - 1)) * (drawn - score));
    });
    return scores.reduce((sum, x) => sum + x, 0) / scores.length;
  });
}

describe('drawResamples', () => {
  it('draws n seeds with replacement for each resample, from the stated stream', () => {
    const counts = drawResamples('gaussian', 6, 50);
    const stream = new Stream(`${BOOTSTRAP_STREAM}/gaussian`);
    for (let r = 0; r < 50; r++) {
      const expected = new Uint16Array(6);
      for (let s = 0; s < 6; s++) {
        const seed = stream.int(6);
        expected[seed] = (expected[seed] as number) + 1;
      }
      expect(counts.subarray(r * 6, r * 6 + 6)).toEqual(expected);
    }
  });

  it('never changes: snapshots are recomputed with it', () => {
    expect(Array.from(drawResamples('gaussian', 5, 3))).toEqual([1, 1, 0, 0, 3, 2, 1, 0, 1, 1, 0, 2, 2, 0, 1]);
  });

  it('is made once for all who ask for the same, and again once others have taken its room', () => {
    const first = drawResamples('gaussian', 5, 100);
    expect(drawResamples('gaussian', 5, 100)).toBe(first);
    for (const other of [drawResamples('gmm-2d', 5, 100), drawResamples('gaussian', 6, 100)])
      expect(other).not.toEqual(first);
    // 16 MiB each: the first two are let go.
    for (const benchmark of ['a', 'b']) drawResamples(benchmark, 2 ** 13, 2 ** 10);
    const again = drawResamples('gaussian', 5, 100);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });
});

describe('standings', () => {
  const made = standings(grounds, entries, RESAMPLES);

  it('recomputes numerator and denominator in each resample', () => {
    made.forEach(({ replicates }, i) => {
      plainReplicates(entries[i] as number[][]).forEach((x, r) => {
        expect(replicates[r]).toBeCloseTo(x, 9);
      });
    });
  });

  it('averages clipped scores', () => {
    const [first, second] = grounds.map(
      ({ controls }, k) => gapClosed(entries[4]?.[k] as number[], controls.replace, controls.oracle).value,
    );
    expect(second).toBeLessThan(-1000);
    expect(made[4]?.overall).toBeCloseTo(((first as number) - 100) / 2, 10);
    expect(made[4]?.influences[1]).toEqual(new Float64Array(7));
  });

  it('gives an entry the same numbers whatever else is on the board', () => {
    const alone = standings(grounds, [entries[3] as number[][]], RESAMPLES)[0];
    expect(alone?.replicates).toEqual(made[3]?.replicates);
    expect(alone?.overall).toBe(made[3]?.overall);
  });

  it('holds the controls at exactly 0 and 100', () => {
    const controls = grounds.map((ground) => ground.controls);
    const [replace, oracle] = standings(
      grounds,
      [controls.map((c) => c.replace), controls.map((c) => c.oracle)],
      RESAMPLES,
    );
    expect(replace?.replicates.every((x) => x === 0)).toBe(true);
    expect(oracle?.replicates.every((x) => x === 100)).toBe(true);
    expect(oracle && overallInterval(oracle)).toEqual({ interval: [100, 100], standardError: 0 });
  });

  it('has a standard error near that of the jackknife of both benchmarks', () => {
    const jackknife = grounds.map(
      ({ controls }, k) =>
        gapClosed(entries[1]?.[k] as number[], controls.replace, controls.oracle).standardError as number,
    );
    const expected = Math.hypot(...jackknife) / 2;
    const [standing] = standings(grounds, [entries[1] as number[][]], 4000);
    expect(Math.sqrt(sampleVariance(standing?.replicates ?? [])) / expected).toBeCloseTo(1, 1);
  });
});

describe('degreesOfFreedom', () => {
  it('is Welch and Satterthwaite’s', () => {
    // v = [4, 9, 1], n = [5, 10, 20]: sum(v)**2/sum(v**2/(n-1)) = 15.016129032258064
    const spread = (v: number, n: number) => {
      const out = new Float64Array(n);
      const half = Math.sqrt((v * n * (n - 1)) / 2);
      out[0] = half;
      out[1] = -half;
      return out;
    };
    const influences = [spread(4, 5), spread(9, 10), spread(1, 20)];
    expect(degreesOfFreedom(influences)).toBeCloseTo(15.016129032258064, 10);
    expect(degreesOfFreedom(influences, influences)).toBe(Number.POSITIVE_INFINITY);
  });

  it('leaves the interval blank where a benchmark has one seed', () => {
    const ground = { id: 'one', controls: { replace: [3], oracle: [1] } };
    const [standing] = standings([ground], [[[2]]], 10);
    expect(standing?.overall).toBe(50);
    expect(standing && overallInterval(standing)).toBeNull();
  });
});
