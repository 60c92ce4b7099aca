/** The recursion protocol: shared generation 0, common random numbers, replay, divergence, refusals. */
import { describe, expect, test } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { runSeed } from '#benchmarks/runner/harness.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import type { Strategy } from '#benchmarks/strategies/strategy.ts';
import { runToy, toyBenchmark } from '../../support/toy-benchmark.ts';

const IDS = STRATEGIES.map(({ card }) => card.id);
const COMPOSITIONS = [
  'retain+temperature',
  'temperature+retain',
  'accumulate+filter-typicality',
  'mix-sources+retain:share=0.05',
  'retain:share=0.05+mix-sources',
  'fresh:share=0.05+filter-verifier+temperature',
  'accumulate-subsample+weight-golden:share=0',
];

describe('generation 0', () => {
  test.each([...IDS, ...COMPOSITIONS])('is the same under %s as under replace, bit for bit', async (spec) => {
    const [replace, other] = [await runToy('replace', { generations: 1 }), await runToy(spec, { generations: 1 })];
    for (const metric of ['error', 'noise']) expect(other.metrics[metric]?.[0]).toBe(replace.metrics[metric]?.[0]);
    expect(other.log.fits[0]).toEqual(replace.log.fits[0]);
  });
});

describe('random streams', () => {
  test.each([...IDS, ...COMPOSITIONS])(
    'of data, sampling and evaluation do not know that they serve %s',
    async (spec) => {
      const { log, metrics } = await runToy(spec);
      const ids = spec.split('+').map((part) => part.split(':')[0] as string);
      for (const { path } of [...log.draws, ...log.fits]) for (const id of ids) expect(path).not.toContain(id);
      expect(metrics.noise).toEqual((await runToy('replace')).metrics.noise);
    },
  );

  test('pair strategies: the first draw of generation 1 is replace’s', async () => {
    const replace = (await runToy('replace', { generations: 1 })).log.draws[0]?.batch.rowData.values as Float64Array;
    for (const spec of [
      'retain',
      'fresh',
      'weight-golden',
      'accumulate',
      'filter-typicality',
      'filter-verifier',
      'mix-sources',
      'gen0-samples',
    ]) {
      const first = (await runToy(spec, { generations: 1 })).log.draws[0]?.batch.rowData.values as Float64Array;
      expect([...first], spec).toEqual([...replace.subarray(0, first.length)]);
    }
  });

  test('are named by benchmark, seed, generation, kind, source and count', async () => {
    const { log } = await runToy('replace', { seed: 7, generations: 2 });
    expect(log.draws.map(({ path }) => path)).toEqual([
      'heirloom/toy@1/seed/7/gen/1/sample/main/0/0',
      'heirloom/toy@1/seed/7/gen/2/sample/main/1/0',
    ]);
    expect(log.fits.map(({ path }) => path)).toEqual([
      'heirloom/toy@1/seed/7/gen/0/fit/main',
      'heirloom/toy@1/seed/7/gen/1/fit/main',
      'heirloom/toy@1/seed/7/gen/2/fit/main',
    ]);
  });
});

test.each([...IDS, ...COMPOSITIONS])(
  '%s replays: the same seed gives the same numbers, another seed others',
  async (spec) => {
    const { log: _log, ...first } = await runToy(spec);
    const { log: _again, ...second } = await runToy(spec);
    expect(second).toEqual(first);
    expect((await runToy(spec, { seed: 2 })).metrics).not.toEqual(first.metrics);
  },
);

test('a later generation does not depend on how far the run goes', async () => {
  const short = await runToy('filter-verifier+retain', { generations: 2 });
  const long = await runToy('filter-verifier+retain', { generations: 5 });
  expect(long.metrics.error?.slice(0, 3)).toEqual(short.metrics.error);
  expect(long.ledger.slice(0, 3)).toEqual(short.ledger);
});

describe('divergence', () => {
  test('ends a seed with a status and leaves only whole generations', async () => {
    const breaks: Strategy = {
      compose: ({ generation, size, base }) => (generation < 3 ? base(size) : base(0)),
    };
    const { status, metrics, ledger } = await runToy([breaks], { generations: 5 });
    expect(status).toEqual({ state: 'diverged', generation: 3, reason: 'The training set of "main" is empty.' });
    expect(metrics.error).toHaveLength(3);
    expect(metrics.noise).toHaveLength(3);
    expect(ledger.map((entry) => entry.generation)).toEqual([0, 1, 2]);
  });

  test('is where the primary metric is not finite', async () => {
    const blows: Strategy = {
      fit: ({ training }) =>
        training.withData({ kind: 'rows', width: 1, values: training.rowData.values.map(() => 1e308) }),
    };
    const { status } = await runToy([blows]);
    expect(status).toMatchObject({ state: 'diverged', generation: 1 });
  });

  test.each([
    [1e100, 'completed'],
    [1.01e100, 'diverged'],
    [-1.01e100, 'diverged'],
  ])('is where the primary metric is beyond its bound: with a mean of %d the seed has %s', async (value, state) => {
    const blows: Strategy = {
      fit: ({ training }) =>
        training.withData({
          kind: 'rows',
          width: 1,
          values: training.rowData.values.map((_, i) => (i === 0 ? value : 0)),
        }),
    };
    const { status } = await runToy([blows], { size: 1 });
    expect(status.state).toBe(state);
  });
});

describe('refusals', () => {
  const forged = Batch.rows(new Float64Array(100), 1);

  test.each<[string, Strategy]>([
    ['composes examples of its own', { compose: () => forged }],
    [
      'adds some to what it was given',
      { compose: async ({ size, base }) => Batch.concat([await base(size - 1), forged.head(1)]) },
    ],
    ['puts its own into the fit', { fit: () => forged }],
    ['samples its own', { sample: () => forged }],
    [
      'trains another source on its own',
      {
        sources: () => [{ name: 'second', family: null }],
        compose: ({ size, base, train }) => {
          train('second', forged);
          return base(size);
        },
      },
    ],
  ])('a strategy that %s', async (_what, strategy) => {
    await expect(runToy([strategy])).rejects.toMatchObject({
      code: 'run-failed',
      message: expect.stringContaining('the harness did not give it'),
    });
  });

  test.each<[string, Strategy, string]>([
    ['a source that nobody declared', { compose: ({ draw }) => draw(10, { source: 'ghost' }) }, '"ghost"'],
    ['a family that the benchmark lacks', { sources: () => [{ name: 'second', family: 'gan' }] }, '"gan"'],
    [
      'training the main learner twice',
      {
        compose: async ({ size, base, train }) => {
          train('main', await base(size));
          return base(size);
        },
      },
      'return the main',
    ],
  ])('%s', async (_what, strategy, says) => {
    await expect(runToy([strategy])).rejects.toMatchObject({
      code: 'run-failed',
      message: expect.stringContaining(says),
    });
  });
});

describe('a benchmark that measures other metrics than its card lists', () => {
  const runWith = async (values: Record<string, number | null>) => {
    const { benchmark } = toyBenchmark();
    const world = await benchmark.open(new Stream('world'), 1);
    return runSeed({
      root: 'toy@1',
      benchmark: { ...benchmark, open: () => ({ ...world, evaluate: () => values }) },
      metrics: ['error', 'noise'],
      primary: 'error',
      strategies: [],
      seed: 1,
      generations: 0,
      keepSamples: false,
    });
  };

  test.each([
    [{ error: 1 }, /toy@1 .* evaluate left out noise\./],
    [{ error: 1, noise: 0, surprise: 1 }, /evaluate gave surprise, which its card does not list\./],
    [{ noise: 0, surprise: 1 }, /evaluate left out error and gave surprise/],
  ])('stops the run: %o', async (values, message) => {
    await expect(runWith(values)).rejects.toThrow(
      expect.objectContaining({ code: 'run-failed', message: expect.stringMatching(message) }),
    );
  });

  test('but may say that a secondary one has no value', async () => {
    expect((await runWith({ error: 1, noise: null })).metrics).toEqual({ error: [1], noise: [null] });
  });
});
