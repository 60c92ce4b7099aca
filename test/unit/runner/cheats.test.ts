/** Each way around the ledger that was found ends in the division that it deserves, in an error, or in a score worth nothing. */
import { describe, expect, test } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import type { ComposeContext, FitContext, Strategy } from '#benchmarks/strategies/strategy.ts';
import { gapClosed, play } from '../../support/played.ts';

const M = 100;
const rewritten = (batch: Batch, values: Float64Array) => batch.withData({ kind: 'rows', width: 1, values });
const WRITTEN = expect.stringContaining('wrote over samples (withData; example 0 of');
type Moments = readonly [mean: number, deviation: number];
const composes = (compose: (context: ComposeContext) => Promise<Batch> | Batch) => (): Strategy => ({ compose });

function momentsOf(values: Float64Array): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))];
}

/** Samples moved and stretched to these moments. */
function withMoments(samples: Batch, [mean, deviation]: Moments): Batch {
  const { values } = samples.rowData;
  const [from, spread] = momentsOf(values);
  return rewritten(
    samples,
    values.map((value) => mean + ((value - from) / spread) * deviation),
  );
}

const accumulating = {
  regime: { pool: 'accumulate', memory: 'anchored', realData: 'retained', trainingSize: 'growing' },
} as const;

describe('generation 0', () => {
  test('kept in a closure is forgotten: the run is that of replace', async () => {
    const remembers = (): Strategy => {
      let first: Batch | undefined;
      return {
        compose: async ({ size, base }) => {
          const samples = await base(size);
          first ??= samples;
          return first;
        },
      };
    };
    const [own, replace] = [await play('gaussian@2', remembers), await play('gaussian@2', 'replace')];
    expect(own.division).toBe('closed');
    expect(own.average).toBe(replace.average);
  });

  /** Mean and deviation of generation 0's samples, handed on by two learners of two examples each; the samples get them again. */
  const relays = (): Strategy => ({
    sources: () => ['mean', 'deviation'].map((name) => ({ name, family: null })),
    compose: async ({ base, draw, train, size, generation }) => {
      const samples = await base(size - 4);
      const own = momentsOf(samples.rowData.values);
      const read = async (source: string) => momentsOf((await draw(2, { source })).rowData.values)[0];
      const kept = generation === 1 ? own : ([await read('mean'), await read('deviation')] as const);
      for (const [i, source] of ['mean', 'deviation'].entries()) {
        const value = kept[i] as number;
        train(source, rewritten(samples.head(2), Float64Array.of(value - 1e-9, value + 1e-9)));
      }
      return withMoments(samples, kept);
    },
  });

  test('written into another learner, which hands it on, is an error, or open where the regime says so', async () => {
    await expect(play('gaussian@2', relays)).rejects.toMatchObject({ code: 'run-failed', message: WRITTEN });
    const { division, entry } = await play('gaussian@2', relays, { regime: { external: 'other-data' } });
    expect(division).toBe('open');
    expect(entry.synthetic).toEqual([{ source: 'outside', generation: 0, count: 100 }]);
  });

  test('drawn again below a lent stream is another draw', async () => {
    const draws: number[] = [];
    const seeks = composes(async ({ rng, base, size, real }) => {
      const [first] = real.original().rowData.values;
      const paths = ['data', '../data', '/data', 'heirloom/gaussian@2/seed/1/data', 'world', ''];
      draws.push(first as number, ...paths.map((path) => rng.child(path).normal()));
      return base(size);
    });
    await play('gaussian@2', seeks, { seeds: 1, generations: 1 });
    const [first, ...others] = draws;
    // Where a strategy had the stream and the frame, D0 would be in its hands.
    const { seeds } = await play('gaussian@2', 'replace', { seeds: 1, generations: 1 });
    expect(seeds[0]?.status.state).toBe('completed');
    expect(others).not.toContain(new Stream('heirloom/gaussian@2/seed/1/data').normal());
    expect(others).not.toContain(first);
  });

  test('brought back by weights in accumulating, nearly all of them on its samples, is open', async () => {
    const pools = (weighs: boolean) => (): Strategy => ({
      compose: async ({ size, real, base, memory }) => {
        const pool = Batch.concat([memory.held[0] ?? real.original(), await base(size)]);
        memory.keep(pool);
        return pool;
      },
      ...(weighs && {
        fit: ({ training }: FitContext) =>
          training.withWeights(
            Float64Array.from({ length: training.count }, (_, i) => (i >= M && i < 2 * M ? 1 : 0.001)),
          ),
      }),
    });
    expect((await play('gaussian@2', pools(false), accumulating)).division).toBe('accumulating');
    const { division, entry, seeds } = await play('gaussian@2', pools(true), accumulating);
    expect(division).toBe('open');
    expect(entry.sourceWeights[0]).toMatchObject({ source: 'main', generation: 0, count: 1 / 3 });
    expect(entry.sourceWeights[0]?.weight).toBeCloseTo(1 / 1.002, 12);
    // D0 is within its limit, so that the rules of suites 0.1 and 0.2 took it.
    for (const { generation, weightShare } of seeds[0]?.ledger.slice(1) ?? [])
      expect(weightShare).toBeLessThan(1 / (generation + 1));
  });
});

describe('the truth', () => {
  /** N(0, 1) as the code knows it, written over samples. */
  const knows = (): Strategy => ({
    sample: async ({ units, draw, rng }) =>
      rewritten(
        await draw(units),
        Float64Array.from({ length: units }, () => rng.normal()),
      ),
  });
  const options = { seeds: 20, generations: 5 };

  test('written into the code scores as the oracle where every seed has the same world', async () => {
    expect(await gapClosed('gaussian@1', knows, options)).toBeGreaterThan(80);
  });

  test.each(['gaussian@2', 'gaussian-drift'])(
    'is an error on %s, and far below 0 where the regime admits it: seeds have worlds of their own',
    async (benchmark) => {
      await expect(play(benchmark, knows)).rejects.toMatchObject({ code: 'run-failed', message: WRITTEN });
      const regime = { external: 'other-data' } as const;
      expect((await play(benchmark, knows, { regime })).division).toBe('open');
      expect(await gapClosed(benchmark, knows, { ...options, regime })).toBeLessThan(-100);
    },
  );

  /** The ends of the check's region by bisection, at points of its own. */
  const bisects = (): Strategy => ({
    compose: async ({ base, size, verify }) => {
      const samples = await base(size);
      const [mean, deviation] = momentsOf(samples.rowData.values);
      let [inside, outside] = [mean, mean + 9 * deviation];
      for (let i = 0; i < 20; i++) {
        const middle = (inside + outside) / 2;
        const [accepted] = await verify(rewritten(samples.head(1), Float64Array.of(middle)), 1);
        if (accepted) inside = middle;
        else outside = middle;
      }
      return samples;
    },
  });

  test.each(['gaussian@1', 'gaussian@2', 'gaussian-drift'])(
    'asked of the outside check at points of its own is an error on %s',
    async (benchmark) => {
      await expect(play(benchmark, bisects, { regime: { external: 'verifier' } })).rejects.toMatchObject({
        code: 'run-failed',
        message: expect.stringContaining('the outside check of an example that was not drawn through the harness'),
      });
    },
  );

  test('in the simulator, whose error is a constant, undone is an error', async () => {
    const undoes = composes(async ({ base, size, simulate }) => {
      const [mean, deviation] = momentsOf((await simulate(2 * size)).rowData.values);
      return withMoments(await base(size), [mean - (0.25 * deviation) / 1.2, deviation / 1.2]);
    });
    await expect(play('gaussian@2', undoes, { regime: { external: 'simulator' } })).rejects.toMatchObject({
      code: 'run-failed',
      message: WRITTEN,
    });
  });

  /** Weights that move the samples' mean the way of the fresh examples so far, by a world's step: the same in every seed. */
  const knowsSpeed = composes(async ({ base, size, real, memory }) => {
    const samples = await base(size - 1);
    const [mean, deviation] = momentsOf(samples.rowData.values);
    const fresh = Batch.concat([...memory.held, await real.fresh(1)]);
    memory.keep(fresh);
    const vote = fresh.rowData.values.reduce((sum, value, i) => sum + (i + 1) * (value - mean), 0);
    const tilt = 0.2 * Math.sign(vote);
    const weights = samples.rowData.values.map((value) => Math.exp((tilt * (value - mean)) / deviation));
    return Batch.concat([samples.withWeights(weights), fresh.take([fresh.count - 1])]);
  });

  test('of which a world’s speed remains: known to the code, one fresh example a generation is worth ten', async () => {
    const regime = { realData: 'fresh', memory: 'anchored' } as const;
    const { division, entry } = await play('gaussian-drift', knowsSpeed, { regime });
    expect(division).toBe('fresh');
    expect(entry.realFresh).toBe(1);
    const long = { seeds: 20, generations: 10 };
    const tenth = await gapClosed('gaussian-drift', 'fresh:share=0.1', long);
    expect(await gapClosed('gaussian-drift', knowsSpeed, { ...long, regime })).toBeGreaterThan(tenth - 10);
  });
});

describe('D0 under the name of samples', () => {
  const regime = { realData: 'retained' } as const;

  test('by withData is D0 in the ledger', async () => {
    const copies = composes(async ({ size, base, real }) => {
      const samples = await base(size);
      return rewritten(
        samples,
        real.original().rowData.values.map((value) => value + 1e-9),
      );
    });
    const { division, entry } = await play('gaussian@2', copies, { regime });
    expect(entry).toMatchObject({ realRetained: M, retainedShown: M, synthetic: [], sourceWeights: [] });
    expect(division).toBe('open');
  });

  test('by origins written onto the batch is D0 in the ledger', async () => {
    const relabels = composes(async ({ size, base, real }) => {
      const original = real.original();
      const samples = await base(size);
      for (const name of Reflect.ownKeys(samples)) Reflect.set(original, name, Reflect.get(samples, name));
      Reflect.set(original, 'origins', new Int32Array(size).fill(1));
      return original;
    });
    const { division, entry } = await play('gaussian@2', relabels, { regime });
    expect(entry).toMatchObject({ realRetained: M, synthetic: [] });
    expect(division).toBe('open');
  });
});

describe('fresh examples that are looked at', () => {
  /** Looks at so many and trains on the best fifth of M, those nearest to the middle of all. */
  const picks = (shown: number) =>
    composes(async ({ size, base, real }) => {
      const fresh = await real.fresh(shown);
      const { values } = fresh.rowData;
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const order = [...values.keys()].sort(
        (a, b) => Math.abs((values[a] as number) - mean) - Math.abs((values[b] as number) - mean),
      );
      const best = fresh.take(order.slice(0, size / 5));
      return Batch.concat([best, await base(size - best.units)]);
    });

  test.each([
    ['gaussian@2', 20, 'fresh'],
    ['gaussian@2', 21, 'open'],
    ['gaussian@2', 100 * M, 'open'],
    ['gaussian-drift', 100 * M, 'open'],
  ] as const)('count as if they were trained on: on %s %i are %s', async (benchmark, shown, division) => {
    const played = await play(benchmark, picks(shown), { regime: { realData: 'fresh' } });
    expect(played.entry).toMatchObject({ realFresh: 20, freshShown: shown });
    expect(played.division).toBe(division);
  });

  test('count with what of D0 is trained on', async () => {
    const both = (retained: number) =>
      composes(async ({ size, base, real }) => {
        await real.fresh(15);
        return Batch.concat([real.original().head(retained), await base(size - retained)]);
      });
    const regime = { realData: 'fresh' } as const;
    expect((await play('gaussian@2', both(5), { regime })).division).toBe('fresh');
    expect((await play('gaussian@2', both(6), { regime })).division).toBe('open');
  });

  test('are counted once, however often they are passed on', async () => {
    const { entry } = await play('gaussian@2', 'fresh:share=0.1+temperature:value=1');
    expect(entry).toMatchObject({ freshShown: 10, retainedShown: 0 });
    expect((await play('gaussian@2', 'accumulate')).entry.retainedShown).toBe(M);
    expect((await play('gaussian@2', 'retain:redraw=false')).entry.retainedShown).toBe(10);
  });
});

describe('a pool in accumulating', () => {
  /** Keeps `kept`·M of `drawn`·M samples a generation. */
  const pools = (drawn: number, kept: number) =>
    composes(async ({ real, base, memory }) => {
      const pool = Batch.concat([memory.held[0] ?? real.original(), (await base(drawn * M)).head(kept * M)]);
      memory.keep(pool);
      return pool;
    });

  test.each([
    [1, 1, 'accumulating'],
    [10, 1, 'accumulating'],
    [11, 1, 'open'],
    [2, 2, 'open'],
    [10, 10, 'open'],
  ] as const)('of %i·M samples a generation, %i·M of them kept, is %s', async (drawn, kept, division) => {
    expect((await play('gaussian@2', pools(drawn, kept), accumulating)).division).toBe(division);
  });
});

describe('densities', () => {
  const asks = (points: (context: ComposeContext) => Promise<Batch>) =>
    composes(async (context) => {
      await context.logDensity('last', await points(context));
      return context.base(context.size);
    });

  test('at chosen points, which tell the parameters of a model, are refused', async () => {
    const chosen = asks(async ({ base }) => rewritten(await base(3), Float64Array.of(-1, 0, 1)));
    await expect(play('gaussian@2', chosen)).rejects.toMatchObject({
      code: 'run-failed',
      message: expect.stringContaining('not drawn through the harness'),
    });
  });

  test.each([
    [10, 'closed'],
    [11, 'open'],
  ] as const)('of samples are counted, and %i·M beside those of M are %s', async (times, division) => {
    const many = (): Strategy => ({
      compose: async ({ base, logDensity, size }) => {
        const samples = await base(size);
        for (let i = 0; i <= times; i++) await logDensity('last', samples);
        return samples;
      },
    });
    const played = await play('gaussian@2', many);
    expect(played.entry).toMatchObject({ densityCalls: (times + 1) * M, teacherCalls: (times + 1) * M });
    expect(played.division).toBe(division);
  });

  test('are as many as the strategy that asks for them needs', async () => {
    for (const benchmark of ['gaussian@2', 'gaussian-drift']) {
      const { division, seeds } = await play(benchmark, 'filter-typicality:alpha=0.99', { seeds: 3, generations: 5 });
      expect(division).toBe('anchored');
      for (const { ledger } of seeds)
        for (const entry of ledger)
          expect((entry as unknown as { densityCalls: number }).densityCalls).toBeLessThanOrEqual(11 * M);
    }
  });
});
