import { describe, expect, it } from 'vitest';
import { Stream } from '../../../benchmarks/numerics/stream.ts';
import { type Controls, compare, gapClosed, type ScoredRun } from '../../../benchmarks/scoring/index.ts';

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
    expect(bare.overall).toBeNull();
    expect(bare.benchmarks[0]).toMatchObject({ state: 'compared', score: null, scoreLacks: 'no control runs' });
  });

  it('says why a benchmark is not compared, and gives no overall then', () => {
    const diverged: ScoredRun = { ...(b[1] as ScoredRun), outcome: { state: 'diverged', stopped: 3, seeds: 15 } };
    const half = compare({ a, b: [b[0] as ScoredRun, diverged], controls, resamples: 10 });
    expect(half.benchmarks[1]).toEqual({
      state: 'not-compared',
      benchmark: 'two',
      reason: '3 of 15 seeds of fresh diverged',
    });
    expect(half.overall).toBeNull();
    expect(compare({ a, b: [b[0] as ScoredRun], controls, resamples: 10 }).benchmarks[1]).toMatchObject({
      reason: 'the second has no run of it',
    });
    const elsewhere = run('fresh', 'one', [1, 2], [98, 99]);
    expect(compare({ a: [a[0] as ScoredRun], b: [elsewhere], controls, resamples: 10 }).benchmarks[0]).toMatchObject({
      reason: 'the runs have no seed in common',
    });
  });

  it('refuses runs of different plans, naming what differs', () => {
    const other = {
      ...(b[0] as ScoredRun),
      plan: { ...(b[0] as ScoredRun).plan, engine: { id: 'native', version: '2' } },
    };
    expect(() => compare({ a: [a[0] as ScoredRun], b: [other], controls })).toThrow(/engine \(js 1, second native 2\)/);
  });
});
