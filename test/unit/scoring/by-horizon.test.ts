/** A score at every horizon, the ratio to the oracle and the half-life: cases by hand, and against the score itself. */
import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { byHorizon, gapClosed, scoreRun, trajectoriesOn } from '#benchmarks/scoring/index.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import { requireRun } from '../../support/bundles.ts';

/** One seed's values as two seeds, a little apart, so that there are intervals. */
const twice = (values: number[]) => [values, values.map((value) => value + (value === 0 ? 0 : 1e-6))];
const replace = [0, 1, 2, 3, 4];
const oracle = [0, 0, 0, 0, 0];

describe('the score by horizon', () => {
  it('is the gap closed of means over generations 1…h', () => {
    // Sums of own 0, 1, 3, 6 and of replace 1, 3, 6, 10.
    const { scores } = byHorizon({ own: [[0, 0, 1, 2, 3]], replace: [replace], oracle: [oracle] }, true);
    expect(scores.map(({ horizon }) => horizon)).toEqual([1, 2, 3, 4]);
    const expected = [100, 100 * (2 / 3), 50, 40];
    for (const [i, { value }] of scores.entries()) expect(value).toBeCloseTo(expected[i] as number, 10);
    expect(scores.every(({ interval }) => interval === null)).toBe(true);
  });

  it('holds replace at 0 and the oracle at 100 at every horizon', () => {
    const rng = new Stream('test/by-horizon/controls');
    const noisy = (level: number) =>
      Array.from({ length: 6 }, () => replace.map((value) => level * value + 0.01 * rng.normal()));
    const controls = { replace: noisy(1), oracle: noisy(0) };
    for (const [own, score] of [
      [controls.replace, 0],
      [controls.oracle, 100],
    ] as const)
      expect(byHorizon({ own, ...controls }, true).scores.map(({ value }) => value)).toEqual([
        score,
        score,
        score,
        score,
      ]);
  });

  it('has none where the controls can’t be told apart yet', () => {
    const late = [
      [0, 1, -1, 6],
      [0, -1, 1, 7],
      [0, 1, -1, 6],
    ];
    const flat = late.map(() => [0, 0, 0, 0]);
    const { scores } = byHorizon({ own: flat, replace: late, oracle: flat }, true);
    expect(scores.map(({ value }) => value)).toEqual([null, null, 100]);
  });

  it('can be asked for some horizons, and the rest does not move', () => {
    const runs = { own: twice([0, 0.5, 1, 1, 1]), replace: twice(replace), oracle: twice(oracle) };
    const all = byHorizon(runs, true);
    const some = byHorizon(runs, true, [1, 4]);
    expect(some).toEqual({ ...all, scores: [all.scores[0], all.scores[3]] });
  });

  it('ends, on real runs, at the score itself, to the last bit, and passes through the one with half the horizon', async () => {
    const [own, worst, best] = await Promise.all(
      ['retain', 'replace', 'oracle'].map(
        async (spec) => (await requireRun('gaussian', spec, { tier: 'quick' })).record,
      ),
    );
    if (!own || !worst || !best) throw new Error('three runs');
    const card = requireBenchmark(own.benchmark).card;
    const rows = (run: typeof own) =>
      trajectoriesOn(run.trajectories[card.primary] ?? [], run.seeds, own.seeds, own.benchmark.generations) ?? [];
    const { scores } = byHorizon({ own: rows(own), replace: rows(worst), oracle: rows(best) }, true);
    const score = scoreRun(own, { replace: worst, oracle: best }, card);
    if (score.state !== 'scored') throw new Error('scored');
    expect(scores.at(-1)).toMatchObject({ value: score.value, interval: score.interval });
    expect(scores[Math.floor(own.benchmark.generations / 2) - 1]?.value).toBe(score.half);
  });
});

describe('the ratio to the oracle’s error', () => {
  const of = (own: number[][], best: number[][], isDistance = true) =>
    byHorizon({ own, replace: own.map(() => [0, 9, 9]), oracle: best }, isDistance).ratio;

  it('is that of the means, with a jackknife interval', () => {
    expect(of([[0, 2, 4]], [[0, 1, 1]])).toEqual({ value: 3, interval: null });
    // A(s) 3 to 3.4 against 1 to 1.4: 16/6.
    const many = [0, 0.1, 0.2, 0.3, 0.4];
    const five = of(
      many.map((x) => [0, 3 + x, 3 + x]),
      many.map((x) => [0, 1 + x, 1 + x]),
    );
    expect(five?.value).toBeCloseTo(16 / 6, 12);
    const leftOut = many.map((x) => (16 - 3 - x) / (6 - 1 - x));
    const centre = leftOut.reduce((sum, x) => sum + x, 0) / 5;
    const error = Math.sqrt((4 / 5) * leftOut.reduce((sum, x) => sum + (x - centre) ** 2, 0));
    // Student's 97.5% quantile at 4 degrees of freedom.
    expect(five?.interval?.[1]).toBeCloseTo(16 / 6 + 2.7764451051977987 * error, 8);
  });

  it('is 1 for the oracle', () => {
    const best = [
      [0, 1, 2],
      [0, 2, 1],
      [0, 1.4, 1.5],
    ];
    expect(of(best, best)).toEqual({ value: 1, interval: [1, 1] });
  });

  it('has none where the metric is no distance, or the oracle’s error can’t be told from 0', () => {
    const best = [
      [0, 1, 2],
      [0, 2, 1],
    ];
    expect(of(best, best, false)).toBeNull();
    expect(
      of(best, [
        [0, 0, 0],
        [0, 0, 0],
      ]),
    ).toBeNull();
    expect(
      of(best, [
        [0, 1, 1],
        [0, -1, -1],
      ]),
    ).toBeNull();
  });
});

describe('the half-life', () => {
  const of = (own: number[], worst: number[]) =>
    byHorizon({ own: twice(own), replace: twice(worst), oracle: twice([0, 0, 0, 0, 0]) }, true).halfLife;

  it('is the first generation, interpolated, that has lost half of what replace loses by G', () => {
    const line = byHorizon({ own: [[1, 2, 3, 4, 5]], replace: [[1, 2, 3, 4, 5]], oracle: [oracle] }, true).halfLife;
    expect(line).toEqual({ state: 'reached', generation: 2 });
    const late = byHorizon({ own: [[0, 0, 1, 5, 5]], replace: [replace], oracle: [oracle] }, true).halfLife;
    expect(late).toEqual({ state: 'reached', generation: 2.25 });
  });

  it('is the first crossing of a loss that comes back', () => {
    const back = byHorizon({ own: [[0, 4, 0, 4, 0]], replace: [replace], oracle: [oracle] }, true).halfLife;
    expect(back).toEqual({ state: 'reached', generation: 0.5 });
  });

  it('is of the means over seeds', () => {
    const own = [
      [0, 3, 3, 3, 3],
      [0, 0, 0, 3, 3],
    ];
    const worst = [
      [0, 1, 2, 3, 4],
      [0, 1, 2, 3, 4.1],
    ];
    // Means 0, 1.5, 1.5, 3: half of 4.05 is 2.025.
    const { halfLife } = byHorizon({ own, replace: worst, oracle: [oracle, oracle] }, true);
    expect(halfLife.state === 'reached' && halfLife.generation).toBeCloseTo(2 + (2.025 - 1.5) / 1.5, 12);
  });

  it('counts from generation 0 of the run, whatever is wrong there already', () => {
    expect(
      byHorizon({ own: [[7, 7, 8, 9, 9]], replace: [[7, 8, 9, 10, 11]], oracle: [oracle] }, true).halfLife,
    ).toEqual({
      state: 'reached',
      generation: 3,
    });
  });

  it('is not reached by what never loses so much, and there is none where replace loses nothing', () => {
    expect(of([0, 0.1, 0.1, 0.1, 0.1], replace)).toEqual({ state: 'not-reached' });
    expect(of([0, 9, 9, 9, 9], [3, 2, 2, 2, 2])).toEqual({ state: 'no-loss' });
    const noise = byHorizon(
      {
        own: [
          [0, 9],
          [0, 9],
        ],
        replace: [
          [0, 1],
          [0, -0.9],
        ],
        oracle: [
          [0, 0],
          [0, 0],
        ],
      },
      true,
    ).halfLife;
    expect(noise).toEqual({ state: 'no-loss' });
  });
});

describe('trajectoriesOn', () => {
  it('takes the seeds asked for in their order, and nothing where one is not whole', () => {
    const stored = [[0, 1], [0, 2], [0, null], [0]];
    expect(trajectoriesOn(stored, [7, 8, 9, 10], [8, 7], 1)).toEqual([
      [0, 2],
      [0, 1],
    ]);
    for (const seeds of [[9], [10], [11]]) expect(trajectoriesOn(stored, [7, 8, 9, 10], seeds, 1)).toBeNull();
  });
});

describe('against gapClosed', () => {
  it('agrees at every horizon with averages taken by themselves', () => {
    const rng = new Stream('test/by-horizon');
    const run = (drift: number) =>
      Array.from({ length: 8 }, () => Array.from({ length: 7 }, (_, g) => 1 + drift * g + 0.05 * rng.normal()));
    const runs = { own: run(0.4), replace: run(1), oracle: run(0) };
    const averages = (values: number[][], h: number) =>
      values.map((row) => row.slice(1, h + 1).reduce((sum, x) => sum + x, 0) / h);
    for (const { horizon, value, interval } of byHorizon(runs, true).scores) {
      const expected = gapClosed(
        averages(runs.own, horizon),
        averages(runs.replace, horizon),
        averages(runs.oracle, horizon),
      );
      expect(value).toBe(expected.value);
      expect(interval).toEqual(expected.interval);
    }
  });
});
