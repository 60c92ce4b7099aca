/** What a strategy is lent: streams, batches and densities give it what the ledger shows, whatever it tries. */
import { describe, expect, test } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { divisionOf, REPLACE_REGIME, type Regime } from '#benchmarks/protocol/regime.ts';
import type { ComposeContext, Strategy } from '#benchmarks/strategies/strategy.ts';
import { runToy } from '../../support/toy-benchmark.ts';

const divisionUnder = async (create: () => Strategy, changes: Partial<Regime> = {}) =>
  divisionOf({ ...REPLACE_REGIME, ...changes }, [(await runToy([create])).ledger], 100);

/** What a compose hook sees of its context, before it does nothing. */
async function lookedAt<Seen>(look: (context: ComposeContext) => Seen): Promise<Seen[]> {
  const seen: Seen[] = [];
  const looks: Strategy = {
    compose: (context) => {
      seen.push(look(context));
      return context.base(context.size);
    },
  };
  await runToy([looks], { generations: 1 });
  return seen;
}

describe('a stream that is lent', () => {
  test('shows no path, of whatever name', async () => {
    const [texts] = await lookedAt(({ rng }) => [
      ...Object.values(rng),
      ...Reflect.ownKeys(rng).map(String),
      JSON.stringify(rng),
      String((rng as unknown as { path: unknown }).path),
    ]);
    expect(texts).toEqual(['{}', 'undefined']);
  });

  test('leads to no constructor that would make D0’s', async () => {
    const [made] = await lookedAt(({ rng }) => [rng.constructor, Object.getPrototypeOf(rng).constructor]);
    expect(made).toEqual([Object, Object]);
  });

  test('derives streams below itself alone', async () => {
    const d0 = new Stream('heirloom/toy@1/seed/1/data').bits();
    const [bits] = await lookedAt(({ rng }) =>
      ['', '..', '../../../../../../data', '/heirloom/toy@1/seed/1/data', 'heirloom/toy@1/seed/1/data'].map((path) =>
        rng.child(path).bits(),
      ),
    );
    expect(bits).not.toContain(d0);
  });

  test('has methods that nobody can put others in place of', async () => {
    const [attempts] = await lookedAt(({ rng }) => [
      Reflect.set(Object.getPrototypeOf(rng), 'child', () => rng),
      Reflect.set(Object.getPrototypeOf(rng), 'normal', () => 0),
      Reflect.deleteProperty(Object.getPrototypeOf(Object.getPrototypeOf(rng)), 'normal'),
    ]);
    expect(attempts).toEqual([false, false, false]);
    expect([Reflect.set(Batch.prototype, 'take', () => null), Reflect.set(Batch, 'concat', () => null)]).toEqual([
      false,
      false,
    ]);
  });
});

describe('what is written into the arrays of a batch', () => {
  const writesInto = (choose: (context: ComposeContext) => Promise<Batch>): Strategy => ({
    compose: async (context) => {
      const batch = await choose(context);
      batch.rowData.values.fill(5);
      batch.row(0)[0] = 7;
      return batch;
    },
  });

  test.each<[string, string, (context: ComposeContext) => Promise<Batch>]>([
    ['samples', 'replace', ({ base, size }) => base(size)],
    ['samples chosen and joined', 'replace', async ({ base, size }) => Batch.concat([(await base(size)).head(size)])],
    ['D0', 'freeze', async ({ real }) => real.original()],
    ['fresh data', 'oracle', ({ real, size }) => real.fresh(size)],
  ])('is not what is trained on: %s', async (_what, same, choose) => {
    const { metrics } = await runToy([writesInto(choose)]);
    expect(metrics).toEqual((await runToy(same)).metrics);
  });

  test('is not kept either', async () => {
    const overwrites: Strategy = {
      compose: async ({ size, base, memory }) => {
        const batch = await base(size);
        memory.keep(batch);
        batch.rowData.values.fill(5);
        return memory.held[0] ?? batch;
      },
    };
    const keeps: Strategy = {
      compose: async ({ size, base, memory }) => {
        const batch = await base(size);
        memory.keep(batch);
        return memory.held[0] ?? batch;
      },
    };
    expect((await runToy([overwrites])).metrics).toEqual((await runToy([keeps])).metrics);
  });

  test('changes neither lengths nor weights', async () => {
    const writes: Strategy = {
      compose: async ({ size, base }) => {
        const batch = await base(size);
        batch.sequenceData.offsets.fill(0);
        batch.sequenceData.tokens.fill(1);
        return batch;
      },
      fit: ({ training }) => {
        const weighted = training.withWeights(new Float64Array(training.count).fill(1));
        weighted.weights?.fill(-1);
        return weighted;
      },
    };
    expect((await runToy([writes], { shape: 'sequences' })).metrics).toEqual(
      (await runToy('replace', { shape: 'sequences' })).metrics,
    );
  });

  test('after it was handed to withData changes nothing', async () => {
    const shown: number[] = [];
    const late: Strategy = {
      compose: async ({ size, base }) => {
        const values = new Float64Array(size).fill(1);
        const batch = (await base(size)).withData({ kind: 'rows', width: 1, values });
        values.fill(5);
        return batch;
      },
      fit: ({ training }) => {
        shown.push(...training.rowData.values);
        return training;
      },
    };
    await runToy([late], { generations: 1 });
    expect(new Set(shown)).toEqual(new Set([1]));
  });
});

describe('rewriting samples into real examples', () => {
  /** A tenth of samples, and D0's examples written over them, moved by a hair so that no comparison finds them. */
  const smuggles = (regime: { readonly how: 'now' | 'from memory' }) => (): Strategy => ({
    compose: async ({ size, base, real, memory }) => {
      const samples = await base(size);
      if (regime.how === 'now') {
        const values = real.original().rowData.values.map((value) => value + 1e-9);
        return samples.withData({ kind: 'rows', width: 1, values });
      }
      // D0 as weights of samples: what is held has no real example, and speaks of nothing else.
      const [held] = memory.held;
      const told = held?.weights ?? real.original().rowData.values.map((value) => value + 1000);
      memory.keep(samples.withWeights(told));
      const values = told.map((value) => value - 1000);
      return held ? samples.withData({ kind: 'rows', width: 1, values }) : samples;
    },
  });

  test('books them as real', async () => {
    const { ledger } = await runToy([smuggles({ how: 'now' })]);
    expect(ledger[3]).toMatchObject({ realRetained: 100, synthetic: [], weightShare: 1 });
    expect(await divisionUnder(smuggles({ how: 'now' }), { realData: 'retained' })).toBe('open');
  });

  test('also where they went through memory as something else', async () => {
    const { ledger } = await runToy([smuggles({ how: 'from memory' })]);
    expect(ledger.map(({ realRetained }) => realRetained)).toEqual([0, 0, 100, 100]);
  });

  test('also from a fit that has both in its hands', async () => {
    const spreads: Strategy = {
      compose: async ({ size, base, real }) => Batch.concat([real.original().head(10), await base(size - 10)]),
      fit: ({ training }) =>
        training.withData({
          kind: 'rows',
          width: 1,
          values: training.rowData.values.map((_, i, all) => all[i % 10] as number),
        }),
    };
    expect((await runToy([spreads])).ledger[2]).toMatchObject({ realRetained: 100, weightShare: 1 });
  });

  test('counts as fresh where fresh examples were shown', async () => {
    const copies: Strategy = {
      compose: async ({ size, base, real }) => (await base(size)).withData((await real.fresh(size)).data),
    };
    expect((await runToy([copies])).ledger[2]).toMatchObject({ realFresh: 100, realRetained: 0 });
  });

  test('books nothing where none were shown, nor to a strategy beside the one that was', async () => {
    const doubles = (): Strategy => ({
      sample: async ({ units, draw }) => {
        const drawn = await draw(units);
        return drawn.withData({ kind: 'rows', width: 1, values: drawn.rowData.values.map((value) => 2 * value) });
      },
    });
    expect(await divisionUnder(doubles)).toBe('closed');
    const retains: Strategy = {
      compose: async ({ size, base, real }) => Batch.concat([real.original().head(10), await base(size - 10)]),
    };
    expect((await runToy([() => retains, doubles])).ledger[2]).toMatchObject({ realRetained: 10, trainingSize: 100 });
  });
});

describe('what only looks like a batch', () => {
  const values = new Float64Array(100);
  const looksLikeOne = (count: () => number) =>
    Object.create(Batch.prototype, {
      data: { value: { kind: 'rows', width: 1, values } },
      weights: { value: null },
      count: { get: count },
    }) as Batch;

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'received: undefined'],
    ['an array', [1, 2], 'received: object'],
    ['an object of its form, with no example by its own count', looksLikeOne(() => 0), 'received: object'],
    ['a proxy of one', new Proxy(Batch.rows(values, 1), {}), 'received: object'],
  ])('is refused: %s', async (_what, answer, says) => {
    await expect(runToy([{ compose: () => answer as Batch }])).rejects.toMatchObject({
      code: 'run-failed',
      message: expect.stringContaining(says),
    });
  });

  test('can’t be joined to samples, or its examples would stand under their origins', async () => {
    let asked = 0;
    const joins: Strategy = {
      compose: async ({ size, base }) =>
        Batch.concat([looksLikeOne(() => (asked++ === 0 ? 1 : 0)), await base(size)]).head(size),
    };
    const { status } = await runToy([joins]);
    expect(status).toMatchObject({ state: 'failed', generation: 1, error: expect.stringContaining('takes batches') });
  });
});

describe('an array that answers differently when it is asked again', () => {
  test('takes no example under another’s origin', async () => {
    const forges: Strategy = {
      compose: async ({ size, base, real }) => {
        const pool = Batch.concat([real.original(), await base(size)]);
        const asked = new Set<PropertyKey>();
        const indices = new Proxy(new Array<number>(size).fill(0), {
          get: (target, property) => {
            if (!/^\d+$/.test(String(property))) return Reflect.get(target, property);
            const again = asked.has(property);
            asked.add(property);
            return again ? Number(property) : size + Number(property);
          },
        });
        return pool.take(indices);
      },
    };
    const { ledger, log } = await runToy([forges], { generations: 1 });
    expect(ledger[1]).toMatchObject({ realRetained: 0, trainingSize: 100 });
    expect([...log.fits[1]!.training.rowData.values]).toEqual([...log.draws[0]!.batch.rowData.values]);
  });

  test('an index outside is refused', () => {
    const batch = Batch.rows(Float64Array.of(1, 2), 1);
    for (const index of [-1, 2]) expect(() => batch.take([index])).toThrow(`received index ${index}; expected 0 to 1`);
  });
});

describe('log-density', () => {
  const asks = (choose: (drawn: Batch, context: ComposeContext) => Batch) => (): Strategy => ({
    compose: async (context) => {
      const drawn = await context.base(context.size);
      await context.logDensity('last', choose(drawn, context));
      return drawn;
    },
  });
  const rewrites = (batch: Batch) => batch.withData({ kind: 'rows', width: 1, values: Float64Array.of(0, 1, 2) });

  test.each<[string, () => Strategy]>([
    ['made by the strategy', asks(() => Batch.rows(Float64Array.of(0, 1, 2), 1))],
    ['written over samples', asks((drawn) => rewrites(drawn.head(3)))],
    ['written over D0', asks((_, { real }) => rewrites(real.original().head(3)))],
    [
      'written over samples in a hook before',
      () => ({
        sample: async ({ units, draw }) => (await draw(units)).withData((await draw(units)).data),
        ...asks((drawn) => drawn)(),
      }),
    ],
  ])('is refused at points %s', async (_what, create) => {
    await expect(runToy([create])).rejects.toMatchObject({
      code: 'run-failed',
      message: expect.stringContaining('not drawn through the harness (example 0 of'),
    });
  });

  test('is given of samples and of real examples, taken and joined', async () => {
    const { status } = await runToy([asks((drawn, { real }) => Batch.concat([drawn.take([3, 1]), real.original()]))]);
    expect(status.state).toBe('completed');
  });
});
