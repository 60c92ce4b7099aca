import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { type Controls, compare, gapClosed, type ScoredRun } from '#benchmarks/scoring/index.ts';

const rng = new Stream('test/compare');
const SEEDS = Array.from({ length: 15 }, (_, i) => i + 1);
// What the strategies share from seed to seed and the controls don't: pairing takes it out.
const luck = SEEDS.map(() => rng.normal());
const shared = (centre: number) => luck.map((x) => centre + 0.5 * x + 0.05 * rng.normal());
const levels = (centre: number) => SEEDS.map(() => centre + 0.2 * rng.normal());

function run(spec: string, id: string, full: number[], seeds = SEEDS): ScoredRun {
  const benchmark = { id, version: 1, tier: 'quick', params: {}, generations: 10, size: 100 } as const;
  const plan = { suite: '0.1', benchmark, engine: { id: 'js', version: '1' }, seeds };
  return { plan, spec, outcome: { state: 'completed', averages: { full, half: full } } };
}

const controlsOf = (id: string): Controls<ScoredRun> => ({
  replace: run('replace', id, levels(5)),
  oracle: run('oracle', id, levels(1)),
});
const controls = [controlsOf('one'), controlsOf('two')];
const a = [run('retain', 'one', shared(2)), run('retain', 'two', shared(2.5))];
const b = [run('fresh', 'one', shared(2.2)), run('fresh', 'two', shared(2.7))];
const full = (r: ScoredRun) => (r.outcome.state === 'completed' ? r.outcome.averages.full : []);
const scoreOf = (r: ScoredRun, c: Controls<ScoredRun>) => gapClosed(full(r), full(c.replace), full(c.oracle)).value;

describe('compare', () => {
  const result = compare({ a, b, controls, resamples: 2000 });

  it('is the difference of the scores, positive where the first is better', () => {
    result.benchmarks.forEach((difference, k) => {
      if (difference.state !== 'compared') throw new Error('expected a comparison');
      const [x, y, c] = [a[k], b[k], controls[k]] as [ScoredRun, ScoredRun, Controls<ScoredRun>];
      expect(difference.score?.value).toBeCloseTo(scoreOf(x, c) - scoreOf(y, c), 10);
      expect(difference.score?.value).toBeGreaterThan(0);
      expect(difference.metric.value).toBeLessThan(0);
    });
    expect(result.overall?.value).toBeCloseTo((result.overall?.a as number) - (result.overall?.b as number), 12);
  });

  it('pairs: it tells apart what the separate intervals could not', () => {
    const [x, y, c] = [a[0], b[0], controls[0]] as [ScoredRun, ScoredRun, Controls<ScoredRun>];
    const own = gapClosed(full(x), full(c.replace), full(c.oracle));
    const other = gapClosed(full(y), full(c.replace), full(c.oracle));
    expect(own.interval?.[0]).toBeLessThan(other.interval?.[1] as number);
    const [first] = result.benchmarks;
    expect(first?.state === 'compared' && (first.score?.interval?.[0] as number)).toBeGreaterThan(0);
    expect(first?.state === 'compared' && (first.metric.interval?.[1] as number)).toBeLessThan(0);
    expect(result.overall?.interval?.[0]).toBeGreaterThan(0);
    expect(result.overall?.probabilityOfImprovement).toBeGreaterThan(0.5);
  });

  it('turns round when the two change places', () => {
    const turned = compare({ a: b, b: a, controls, resamples: 2000 });
    expect(turned.overall?.value).toBeCloseTo(-(result.overall?.value as number), 12);
    expect(turned.overall?.interval?.[0]).toBeCloseTo(-(result.overall?.interval?.[1] as number), 10);
  });

  it('finds no difference between a run and itself', () => {
    const same = compare({ a, b: a, controls, resamples: 500 });
    expect(same.overall).toMatchObject({ value: 0, interval: [0, 0], probabilityOfImprovement: 0.5 });
  });

  it('uses the seeds that all have in common, matched by number', () => {
    const order = [15, 3, 9];
    const partial = run(
      'fresh',
      'one',
      order.map((seed) => full(b[0] as ScoredRun)[seed - 1] as number),
      order,
    );
    const [difference] = compare({ a: [a[0] as ScoredRun], b: [partial], controls, resamples: 10 }).benchmarks;
    if (difference?.state !== 'compared') throw new Error('expected a comparison');
    expect(difference.seeds).toEqual([3, 9, 15]);
    const paired = [3, 9, 15].map(
      (seed) => (full(a[0] as ScoredRun)[seed - 1] as number) - (full(b[0] as ScoredRun)[seed - 1] as number),
    );
    expect(difference.metric.value).toBeCloseTo(paired.reduce((sum, x) => sum + x, 0) / 3, 12);
  });

  it('compares the metric alone without controls', () => {
    const bare = compare({ a, b, controls: [], resamples: 10 });
    expect([bare.overall, bare.common]).toEqual([null, null]);
    expect(bare.benchmarks[0]).toMatchObject({
      state: 'compared',
      score: null,
      scoreLacks: { why: 'no-controls', reason: 'no control runs' },
    });
  });

  it('says why a benchmark is not compared, and gives no overall then', () => {
    const diverged: ScoredRun = { ...(b[1] as ScoredRun), outcome: { state: 'diverged', stopped: 3, seeds: 15 } };
    const half = compare({ a, b: [b[0] as ScoredRun, diverged], controls, resamples: 10 });
    expect(half.benchmarks[1]).toEqual({
      state: 'not-compared',
      benchmark: 'two',
      why: 'stopped',
      reason: '3 of 15 seeds of fresh diverged',
    });
    expect(half.overall).toBeNull();
    expect(compare({ a, b: [b[0] as ScoredRun], controls, resamples: 10 }).benchmarks[1]).toMatchObject({
      why: 'second-did-not-run',
      reason: 'the second has no run of it',
    });
    const elsewhere = run('fresh', 'one', [1, 2], [98, 99]);
    expect(compare({ a: [a[0] as ScoredRun], b: [elsewhere], controls, resamples: 10 }).benchmarks[0]).toMatchObject({
      why: 'no-common-seeds',
      reason: 'the runs have no seed in common',
    });
  });

  it('has the benchmarks on which both have a score in common, where that is not all', () => {
    const alone = compare({ a: [a[0] as ScoredRun], b: [b[0] as ScoredRun], controls, resamples: 2000 });
    const partly = compare({ a, b: [b[0] as ScoredRun], controls, resamples: 2000 });
    expect(alone.overall).toEqual(alone.common);
    expect(partly.overall).toBeNull();
    expect(partly.common).toEqual(alone.common);
    expect(partly.common?.benchmarks).toEqual(['one']);
  });

  it('refuses runs of different plans, naming what differs', () => {
    const other = {
      ...(b[0] as ScoredRun),
      plan: { ...(b[0] as ScoredRun).plan, engine: { id: 'native', version: '2' } },
    };
    expect(() => compare({ a: [a[0] as ScoredRun], b: [other], controls })).toThrow(/engine \(js 1, second native 2\)/);
  });
});

describe('the probability of improvement', () => {
  const of = (spec: string, id: string, values: number[]) =>
    run(
      spec,
      id,
      values,
      values.map((_, i) => i + 1),
    );
  const control = (id: string): Controls<ScoredRun> => ({
    // Its own luck is larger than what separates the two: a statistic on scores that are paired with it would show it.
    replace: of('replace', id, [4, 20, 8, 16, 12]),
    oracle: of('oracle', id, [0, 0.4, 0.1, 0.3, 0.2]),
  });
  const of2 = (first: number[], second: number[], controls = [control('one'), control('two')]) =>
    compare({
      a: [of('a', 'one', first), of('a', 'two', first)],
      b: [
        of('b', 'one', second),
        of(
          'b',
          'two',
          second.map((x) => x + 2),
        ),
      ],
      controls,
      resamples: 10,
    });
  const probabilities = ({ benchmarks }: ReturnType<typeof compare>) =>
    benchmarks.map((difference) => difference.state === 'compared' && difference.probabilityOfImprovement);

  it('is counted on the main metric, and overall it is the mean over benchmarks', () => {
    // Against 1…5: 3 beats 4 and 5 and ties once (2.5 of 5). On the second, against 3…7: 3 ties once, beats four (4.5 of 5).
    const result = of2([3, 3, 3, 3, 3], [1, 2, 3, 4, 5]);
    expect(probabilities(result)).toEqual([0.5, 0.9]);
    expect(result.overall?.probabilityOfImprovement).toBeCloseTo(0.7, 15);
  });

  it('is 0 overall where it is 0 on every benchmark', () => {
    const result = of2([7, 7.1, 7.2, 7.3, 7.4], [1, 1.1, 1.2, 1.3, 1.4]);
    expect(probabilities(result)).toEqual([0, 0]);
    expect(result.overall?.probabilityOfImprovement).toBe(0);
  });

  it('is not given under five seeds, on the benchmark and in the mean', () => {
    const result = of2([1, 2, 3, 4], [2, 3, 4, 5]);
    expect(probabilities(result)).toEqual([null, null]);
    expect(result.overall).toMatchObject({ probabilityOfImprovement: null });
    expect(result.overall?.value).toBeGreaterThan(0);
  });
});
