/** Overall scores whose groups weigh: by hand, and where every benchmark weighs the same, exactly what they were without. */
import { describe, expect, it } from 'vitest';
import { sampleVariance } from '#benchmarks/numerics/statistics.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import {
  type BoardEntry,
  benchmarkWeights,
  compare,
  type EntryOutcome,
  type Ground,
  gapClosed,
  interquartileMean,
  type OverallRule,
  performanceProfile,
  probabilityOfImprovement,
  type ScoredRun,
  scoreBoard,
} from '#benchmarks/scoring/index.ts';
import { degreesOfFreedom, type ReadyGround, standings } from '#benchmarks/scoring/standing.ts';
import { MANIFESTS, overallRuleOf } from '#benchmarks/suite/manifests.ts';

const rule: OverallRule = { weights: { still: 1, moving: 3 }, groups: { a: 'still', b: 'still', c: 'moving' } };
const done = (full: number[]): EntryOutcome & { state: 'completed' } => ({
  state: 'completed',
  averages: { full, half: full },
});
/** Controls at 1 and 0 on every seed, so that a score is 100·(1 − mean). */
const ground = (id: string, n: number): Ground => ({
  id,
  version: 1,
  controls: { replace: done(Array(n).fill(1)), oracle: done(Array(n).fill(0)) },
});
const entry = (id: string, outcomes: BoardEntry['outcomes']): BoardEntry => ({
  id,
  division: 'closed',
  rankable: true,
  outcomes,
});
const grounds = [ground('c', 2), ground('a', 3), ground('b', 4)];
// Scores 90, 50 and 20: still (90 + 50)/2 = 70, moving 20.
const one = entry('one', {
  a: done([0.05, 0.1, 0.15]),
  b: done([0.4, 0.6, 0.45, 0.55]),
  c: done([0.7, 0.9]),
});
const two = entry('two', { a: done([0.5, 0.5, 0.5]), b: done([0.5, 0.5, 0.5, 0.5]), c: done([0.5, 0.5]) });

describe('benchmarkWeights', () => {
  it('shares a group’s weight among those of its benchmarks that there are', () => {
    expect(benchmarkWeights(['a', 'b', 'c'], rule)).toEqual([0.5, 0.5, 3]);
    expect(benchmarkWeights(['a', 'c'], rule)).toEqual([1, 3]);
  });

  it('is 1 each without a rule, and within one group whatever that weighs', () => {
    expect(benchmarkWeights(['a', 'b', 'c'], undefined)).toEqual([1, 1, 1]);
    expect(benchmarkWeights(['a', 'b'], { ...rule, weights: { still: 7 } })).toEqual([1, 1]);
    expect(benchmarkWeights(['c'], rule)).toEqual([1]);
  });

  it('refuses a benchmark that the rule does not know, also one named as what every object has', () => {
    expect(() => benchmarkWeights(['a', 'constructor'], rule)).toThrow(/lacks "constructor"/);
  });
});

describe('an overall score by groups', () => {
  const rowOf = (id: string, overall?: OverallRule) => {
    const { rows } = scoreBoard({ grounds, entries: [one, two], resamples: 400, ...(overall && { overall }) });
    return rows.find((row) => row.id === id);
  };

  it('is the weighted mean over groups of the means over their benchmarks', () => {
    expect(rowOf('one', rule)?.overall?.value).toBeCloseTo((1 * 70 + 3 * 20) / 4, 12);
    expect(rowOf('one')?.overall?.value).toBeCloseTo((90 + 50 + 20) / 3, 12);
  });

  it('decides who is ahead: more weight on what moves turns the order round', () => {
    const order = (overall?: OverallRule) =>
      scoreBoard({ grounds, entries: [one, two], resamples: 400, ...(overall && { overall }) }).rows.map(
        ({ id }) => id,
      );
    expect(order()).toEqual(['one', 'two']);
    expect(order(rule)).toEqual(['two', 'one']);
  });

  it('has an interquartile mean of seeds that share their benchmark’s weight', () => {
    // Σw = 4. By score: c 10, 30 (3/8 each), b 40, 45, 55, 60 (1/32 each), a 85, 90, 95 (1/24 each). Between the quartiles
    // lie 1/8 of the 10 and all of the 30, 3/8: (10/8 + 30·3/8) / (1/2) = 25.
    expect(rowOf('one', rule)?.overall?.interquartileMean).toBeCloseTo(25, 12);
  });

  it('stays blank where a benchmark of a group is missing', () => {
    const { b: _, ...outcomes } = one.outcomes;
    const [row] = scoreBoard({ grounds, entries: [entry('partial', outcomes)], overall: rule }).rows;
    expect(row).toMatchObject({ overall: null, lacking: ['b'] });
  });

  it('is bit for bit that of a board without a rule where one group is all there is', () => {
    const still = grounds.filter(({ id }) => id !== 'c');
    const of = (overall?: OverallRule) =>
      scoreBoard({ grounds: still, entries: [one, two], resamples: 400, ...(overall && { overall }) });
    expect(of(rule)).toEqual(of());
  });

  it('is bit for bit that of a board without a rule where groups of one benchmark weigh 1 each', () => {
    const apart: OverallRule = { weights: { x: 1, y: 1, z: 1 }, groups: { a: 'x', b: 'y', c: 'z' } };
    const of = (overall?: OverallRule) =>
      scoreBoard({ grounds, entries: [one, two], resamples: 400, against: ['two'], ...(overall && { overall }) });
    expect(of(apart)).toEqual(of());
  });

  it('depends on the weights’ proportions alone', () => {
    const scaled: OverallRule = { ...rule, weights: { still: 10, moving: 30 } };
    const [a, b] = [rowOf('one', rule)?.overall, rowOf('one', scaled)?.overall];
    expect(b?.value).toBeCloseTo(a?.value as number, 10);
    expect(b?.interval?.[0]).toBeCloseTo(a?.interval?.[0] as number, 8);
    expect(b?.interquartileMean).toBeCloseTo(a?.interquartileMean as number, 10);
  });
});

describe('what its interval rests on', () => {
  const rng = new Stream('test/weights');
  const noisy = (n: number, centre: number) => Array.from({ length: n }, () => centre + 0.2 * rng.normal());
  const ready = (id: string, n: number, weight: number): ReadyGround => ({
    id,
    weight,
    controls: { replace: noisy(n, 3), oracle: noisy(n, 1) },
  });
  const weighted = [ready('a', 12, 1), ready('c', 8, 3)];
  const averages = [noisy(12, 1.6), noisy(8, 2.2)];
  const [standing] = standings(weighted, [averages], 4000);

  it('replicates and influences are those of the weighted mean', () => {
    const errors = weighted.map(
      ({ controls }, k) =>
        gapClosed(averages[k] as number[], controls.replace, controls.oracle).standardError as number,
    );
    const expected = Math.hypot(errors[0] as number, 3 * (errors[1] as number)) / 4;
    expect(Math.sqrt(sampleVariance(standing?.replicates ?? [])) / expected).toBeCloseTo(1, 1);
  });

  it('degrees of freedom are Satterthwaite’s over w²·v', () => {
    // v and n of each benchmark from standings of it alone; u = [v, 9v]: (Σ u)²/Σ u²/(n−1).
    const u = weighted.map((one, k) => {
      const [alone] = standings([{ ...one, weight: 1 }], [[averages[k] as number[]]], 2);
      const values = alone?.influences[0] as Float64Array;
      const n = values.length;
      return { of: ([1, 9][k] as number) * (values.reduce((sum, x) => sum + x * x, 0) / (n * (n - 1))), n };
    });
    const sum = u.reduce((total, { of }) => total + of, 0);
    const expected = (sum * sum) / u.reduce((total, { of, n }) => total + (of * of) / (n - 1), 0);
    expect(degreesOfFreedom(standing?.influences ?? [])).toBeCloseTo(expected, 10);
    expect(expected).toBeLessThan(12);
  });
});

describe('what is said beside it', () => {
  it('weighs as it does', () => {
    expect(interquartileMean([[0], [100]], [1, 9])).toBe(100);
    expect(performanceProfile([[0], [100]], [50], [1, 3])).toEqual([0.75]);
    expect(probabilityOfImprovement([[1], [0]], [[0], [1]], [3, 1])).toBe(0.75);
  });

  it('is, for a comparison, over the weights of what the two have in common', () => {
    const run = (spec: string, id: string, full: number[]): ScoredRun => ({
      plan: {
        suite: '0.3',
        benchmark: { id, version: 1, tier: 'quick', params: {}, generations: 10, size: 100 },
        engine: { id: 'js', version: '1' },
        seeds: [1, 2],
      },
      spec,
      outcome: { state: 'completed', averages: { full, half: full } },
    });
    const on = (spec: string, levels: Record<string, number>) =>
      Object.entries(levels).map(([id, level]) => run(spec, id, [level, level]));
    const controls = ['a', 'b', 'c'].map((id) => ({
      replace: run('replace', id, [1, 1]),
      oracle: run('oracle', id, [0, 0]),
    }));
    const a = on('x', { a: 0.1, b: 0.5, c: 0.8 });
    const b = on('y', { a: 0.5, b: 0.5, c: 0.5 });
    const overallOf = (first: ScoredRun[], second: ScoredRun[], overall?: OverallRule) =>
      compare({ a: first, b: second, controls, resamples: 10, ...(overall && { overall }) });
    // Differences 40, 0 and −30: (20 − 90)/4 by groups, 10/3 without.
    expect(overallOf(a, b, rule).overall?.value).toBeCloseTo(-17.5, 10);
    expect(overallOf(a, b).overall?.value).toBeCloseTo(10 / 3, 10);
    const partly = overallOf(
      a,
      b.filter(({ plan }) => plan.benchmark.id !== 'b'),
      rule,
    );
    expect(partly.overall).toBeNull();
    expect(partly.common?.value).toBeCloseTo((40 - 90) / 4, 10);
  });
});

describe('the suites', () => {
  it('weigh every group that they have benchmarks of, and no other; those before 0.3 weigh none', () => {
    expect(overallRuleOf('0.1')).toBeUndefined();
    expect(overallRuleOf('0.2')).toBeUndefined();
    expect(overallRuleOf('9.9')).toBeUndefined();
    for (const { id, benchmarks } of MANIFESTS) {
      const own = overallRuleOf(id);
      if (own === undefined) continue;
      expect(Object.keys(own.weights).sort()).toEqual([...new Set(benchmarks.map(({ group }) => group))].sort());
      expect(Object.values(own.weights).every((weight) => weight > 0)).toBe(true);
    }
  });

  it('0.3: moving worlds weigh three quarters, and a group the same however many benchmarks it has', () => {
    const own = overallRuleOf('0.3') as OverallRule;
    const ids = Object.keys(own.groups);
    const weights = benchmarkWeights(ids, own);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const shareOf = (group: string) =>
      ids.reduce((sum, id, k) => sum + (own.groups[id] === group ? (weights[k] as number) : 0), 0) / total;
    expect(shareOf('drift')).toBeCloseTo(0.75, 12);
    for (const group of ['closed-forms', 'text', 'images']) expect(shareOf(group)).toBeCloseTo(1 / 12, 12);
  });
});
