/** Metering: whatever a strategy does with examples, and in whatever order strategies are composed, the ledger knows. */
import { describe, expect, test } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { stamp } from '#benchmarks/numerics/origins.ts';
import { accountedSize, type LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import { divisionOf, REPLACE_REGIME } from '#benchmarks/protocol/regime.ts';
import { Meter, OriginTable } from '#benchmarks/runner/meter.ts';
import { resolveStrategy } from '#benchmarks/runner/plan.ts';
import type { Strategy } from '#benchmarks/strategies/strategy.ts';
import { runToy } from '../../support/toy-benchmark.ts';

async function lastEntry(strategy: string | readonly Strategy[], generations = 3): Promise<LedgerEntry> {
  return (await runToy(strategy, { generations })).ledger[generations] as LedgerEntry;
}

describe('Meter', () => {
  const origins = new OriginTable();
  const rows = (count: number, kind: 'real' | 'model' | 'simulator', source: string, generation: number) =>
    stamp(Batch.rows(new Float64Array(count), 1), origins.idOf({ kind, source, generation }));

  test('counts by origin and sorts the main learner first, then names, then generations', () => {
    const meter = new Meter(5, origins);
    meter.train(
      Batch.concat([
        rows(1, 'real', '', 5),
        rows(2, 'real', '', 0),
        rows(4, 'real', '', 3),
        rows(8, 'simulator', '', 0),
        rows(16, 'model', 'b', 4),
        rows(32, 'model', 'main', 4),
        rows(64, 'model', 'main', 1),
        rows(128, 'model', 'a', 4),
      ]),
    );
    expect(meter.entry()).toMatchObject({
      realFresh: 1,
      realRetained: 6,
      trainingSize: 255,
      synthetic: [
        { source: 'main', generation: 1, count: 64 },
        { source: 'main', generation: 4, count: 32 },
        { source: 'a', generation: 4, count: 128 },
        { source: 'b', generation: 4, count: 16 },
        { source: 'simulator', generation: 0, count: 8 },
      ],
      reads: ['real-data', 'older-samples'],
    });
  });

  test('reports the largest real share by weight over the learners trained', () => {
    const meter = new Meter(1, origins);
    meter.train(Batch.concat([rows(1, 'real', '', 0), rows(3, 'model', 'main', 0)]));
    meter.train(
      Batch.concat([rows(1, 'real', '', 0), rows(3, 'model', 'main', 0)]).withWeights(Float64Array.of(3, 1, 1, 1)),
    );
    expect(meter.entry().weightShare).toBe(0.5);
  });

  test('names of each source the share of the learner where weights exceed counts most', () => {
    const meter = new Meter(2, origins);
    const pool = Batch.concat([rows(1, 'model', 'main', 0), rows(3, 'model', 'main', 1)]);
    meter.train(pool);
    expect(meter.entry2().sourceWeights).toEqual([
      { source: 'main', generation: 0, weight: 0.25, count: 0.25 },
      { source: 'main', generation: 1, weight: 0.75, count: 0.75 },
    ]);
    // Another learner, on half as much of the first: its share by weight is the same, and more than its share by count.
    meter.train(
      Batch.concat([rows(1, 'model', 'main', 0), rows(7, 'model', 'main', 1)]).withWeights(
        Float64Array.of(7, 3, 3, 3, 3, 3, 3, 3),
      ),
    );
    expect(meter.entry2().sourceWeights).toEqual([
      { source: 'main', generation: 0, weight: 0.25, count: 0.125 },
      { source: 'main', generation: 1, weight: 0.75, count: 0.75 },
    ]);
  });

  test('counts D0 once, and what memory held of it where it was not asked for', () => {
    const held = new Meter(3, origins);
    held.recall(Batch.concat([rows(10, 'real', '', 0), rows(5, 'real', '', 2), rows(4, 'model', 'main', 2)]));
    expect(held.entry2()).toMatchObject({ retainedShown: 15, freshShown: 0 });
    for (const _ of [1, 2]) held.showOriginal(100);
    expect(held.entry2()).toMatchObject({ retainedShown: 105 });
  });

  test('counts a token’s weight, not a sentence’s', () => {
    const sentences = Batch.sequences(Int32Array.of(1, 2, 3, 4), Int32Array.of(0, 3, 4));
    const real = stamp(sentences.take([0]), origins.idOf({ kind: 'real', source: '', generation: 0 }));
    const synthetic = stamp(sentences.take([1]), origins.idOf({ kind: 'model', source: 'main', generation: 0 }));
    const meter = new Meter(1, origins);
    meter.train(Batch.concat([real, synthetic]));
    expect(meter.entry()).toMatchObject({ realRetained: 3, trainingSize: 4, weightShare: 0.75 });
  });
});

describe('what a strategy writes into a batch', () => {
  test('more than it was given is refused, so that nothing is trained on unbooked', async () => {
    const inflates: Strategy = {
      compose: async ({ base }) => (await base(2)).withData({ kind: 'rows', width: 1, values: new Float64Array(1000) }),
    };
    await expect(runToy([inflates])).rejects.toMatchObject({
      code: 'run-failed',
      message: expect.stringContaining('received 1000 rows of width 1; expected 2'),
    });
  });

  test('is found when it is joined to samples: examples of lengths that no batch can have', async () => {
    const hides: Strategy = {
      compose: async ({ base, size }) =>
        Batch.concat([await base(size), Batch.sequences(Int32Array.of(), Int32Array.of(0, 50, 0))]),
    };
    await expect(runToy([hides], { shape: 'sequences' })).rejects.toThrow(/received example \d+ with -50 units/);
  });
});

describe('origins survive what a strategy does to a batch', () => {
  test('an example taken twice counts twice', async () => {
    const twice: Strategy = {
      compose: async ({ base }) => (await base(50)).take(Array.from({ length: 100 }, (_, i) => i % 50)),
    };
    expect(await lastEntry([twice])).toMatchObject({ trainingSize: 100, sampled: 50 });
  });

  test('a rewritten real example is still real', async () => {
    const rewrites: Strategy = {
      compose: ({ real }) => real.original(),
      fit: ({ training }) =>
        training.withData({ kind: 'rows', width: 1, values: training.rowData.values.map((value) => value + 1) }),
    };
    expect(await lastEntry([rewrites])).toMatchObject({ realRetained: 100, synthetic: [] });
  });

  test('fresh data kept from an earlier generation is retained data', async () => {
    const hoards: Strategy = {
      async compose({ generation, size, real, base, memory }) {
        const hoard = memory.held[0] ?? (await real.fresh(10));
        memory.keep(hoard);
        expect(generation === 1).toBe(memory.held.length === 0);
        return Batch.concat([hoard, await base(size - 10)]);
      },
    };
    const { ledger } = await runToy([hoards]);
    expect(ledger.slice(1).map(({ realFresh, realRetained, reads }) => [realFresh, realRetained, reads])).toEqual([
      [10, 0, ['fresh-data']],
      [0, 10, ['real-data']],
      [0, 10, ['real-data']],
    ]);
  });

  test('several kept batches come back in order, for one generation', async () => {
    const seen: number[][] = [];
    const keeps: Strategy = {
      async compose({ generation, size, base, memory }) {
        seen.push(memory.held.map((batch) => batch.count));
        const training = await base(size);
        if (generation === 1) memory.keep(training.head(3), training.head(5));
        return training;
      },
    };
    const { ledger } = await runToy([keeps]);
    expect(seen).toEqual([[], [3, 5], []]);
    expect(ledger.map((entry) => entry.poolSize)).toEqual([0, 8, 0, 0]);
    expect(ledger.map((entry) => entry.reads)).toEqual([[], [], ['older-samples'], []]);
  });
});

describe('a division is not to be had by', () => {
  const declared = (strategy: Strategy, changes: Partial<typeof REPLACE_REGIME> = {}) =>
    runToy([strategy]).then(({ ledger }) => divisionOf({ ...REPLACE_REGIME, ...changes }, [ledger], 100));

  test('looking at fresh real data without training on it', async () => {
    const peeks: Strategy = {
      async compose({ size, real, base }) {
        await real.fresh(10);
        return base(size);
      },
    };
    expect(await declared(peeks, { memory: 'anchored' })).toBe('fresh');
  });

  test('looking at D0 without saying so', async () => {
    const peeks: Strategy = {
      compose({ size, real, base }) {
        real.original();
        return base(size);
      },
    };
    expect(await declared(peeks)).toBe('anchored');
  });

  test('reading labels without saying so', async () => {
    const reads: Strategy = {
      fit({ training, labels }) {
        labels();
        return training;
      },
    };
    expect(await declared(reads, { memory: 'anchored' })).toBe('fresh');
  });

  test('drawing more than 10·M samples', async () => {
    const draws = (times: number): Strategy => ({
      sample: async ({ units, draw }) => (await draw(times * units)).head(units),
    });
    expect(await declared(draws(10))).toBe('closed');
    expect(await declared(draws(11))).toBe('fresh');
  });

  test('weighting real data up', async () => {
    const weights: Strategy = {
      compose: async ({ size, real, base }) => Batch.concat([real.original().head(10), await base(size - 10)]),
      fit: ({ training }) => training.withWeights(Float64Array.from({ length: 100 }, (_, i) => (i < 10 ? 3 : 1))),
    };
    // 30/120 of the weight.
    expect(await declared(weights, { realData: 'retained' })).toBe('open');
  });

  test('weighting D0 up in an accumulated pool', async () => {
    expect(divisionOf(resolveStrategy('accumulate').regime, [(await runToy('accumulate')).ledger], 100)).toBe(
      'accumulating',
    );
    const spec = 'accumulate+weight-golden:share=0';
    expect(divisionOf(resolveStrategy(spec).regime, [(await runToy(spec)).ledger], 100)).toBe('open');
  });
});

describe('compositions', () => {
  const parts = [
    'retain:share=0.05',
    'fresh:share=0.05',
    'accumulate',
    'accumulate-subsample',
    'mix-sources',
    'filter-typicality',
    'filter-verifier',
    'temperature',
    'weight-golden:share=0',
  ];
  const pairs = parts.flatMap((first) => parts.filter((part) => part !== first).map((second) => `${first}+${second}`));

  test.each(pairs)('%s accounts for all it trains on, and its regime covers its ledger', async (spec) => {
    const { ledger, log, status } = await runToy(spec, { generations: 2 });
    expect(status.state).toBe('completed');
    const { regime } = resolveStrategy(spec);
    for (const entry of ledger.slice(1)) {
      expect(accountedSize(entry)).toBe(entry.trainingSize);
      const drawn = log.draws.filter(({ path }) => path.includes(`/gen/${entry.generation}/sample/`));
      expect(entry.sampled).toBe(drawn.reduce((sum, { units }) => sum + units, 0));
      if (entry.realFresh > 0) expect(regime.realData).toBe('fresh');
      if (entry.realRetained > 0) expect(regime.realData).not.toBe('none');
      if (entry.verifierCalls > 0) expect(regime.external).toBe('verifier');
      if (entry.reads.includes('origin-labels')) expect(regime.provenance).toBe('labels');
    }
  });

  test('retain and fresh together bring both shares, in either order', async () => {
    expect(await lastEntry('retain+fresh')).toMatchObject({ realRetained: 9, realFresh: 10, trainingSize: 100 });
    expect(await lastEntry('fresh+retain')).toMatchObject({ realRetained: 10, realFresh: 9, trainingSize: 100 });
  });

  test('sample hooks see what the hooks before them return', async () => {
    // The verifier outside asks for what is missing, and the typicality filter inside draws for every round.
    const { ledger } = await runToy('filter-typicality+filter-verifier:accuracy=1', { generations: 1 });
    expect(ledger[1]?.teacherCalls).toBeGreaterThan(ledger[1]?.verifierCalls as number);
  });

  test('a control after another strategy overrides what it composes', async () => {
    expect(await lastEntry('retain+oracle')).toMatchObject({ realFresh: 100, realRetained: 0 });
  });
});
