/** A strategy remembers what the harness's `memory` holds for it, which is metered, and nothing else. */
import { describe, expect, test } from 'vitest';
import type { Batch } from '#benchmarks/numerics/batch.ts';
import { divisionOf, REPLACE_REGIME } from '#benchmarks/protocol/regime.ts';
import type { Strategy } from '#benchmarks/strategies/strategy.ts';
import { runToy } from '../../support/toy-benchmark.ts';

const divisionUnder = async (create: () => Strategy) =>
  divisionOf(REPLACE_REGIME, [(await runToy([create])).ledger], 100);

/** Gives all samples the mean of those of generation 0's model, which it keeps in its closure. */
function remembersGenerationZero(): Strategy {
  let first: number | undefined;
  return {
    sample: async ({ units, draw }) => {
      const drawn = await draw(units);
      const { values } = drawn.rowData;
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      first ??= mean;
      return drawn.withData({ kind: 'rows', width: 1, values: values.map((value) => value - mean + Number(first)) });
    },
  };
}

describe('a closure', () => {
  test('that keeps generation 0 keeps nothing: the run is that of a strategy that changes nothing', async () => {
    const { log, metrics } = await runToy([remembersGenerationZero]);
    expect(divisionOf(REPLACE_REGIME, [(await runToy([remembersGenerationZero])).ledger], 100)).toBe('closed');
    // What it adds and takes away is rounding error: its `first` is the mean of the generation at hand.
    for (const [g, { batch }] of log.draws.entries()) {
      const { training } = log.fits[g + 1]!;
      for (let i = 0; i < batch.count; i++) expect(training.row(i)[0]).toBeCloseTo(batch.row(i)[0]!, 12);
    }
    const replace = await runToy('replace');
    for (const [g, error] of (metrics.error ?? []).entries()) expect(error).toBeCloseTo(replace.metrics.error![g]!, 12);
  });

  test('is new in each generation, and one for all hooks of a generation', async () => {
    let made = 0;
    const seen: string[] = [];
    const create = (): Strategy => {
      made += 1;
      let calls = 0;
      return {
        compose: ({ generation, size, base }) => {
          seen.push(`compose ${generation}: call ${++calls}`);
          return base(size);
        },
        fit: ({ generation, training }) => {
          seen.push(`fit ${generation}: call ${++calls}`);
          return training;
        },
      };
    };
    await runToy([create], { generations: 2 });
    expect(seen).toEqual(['compose 1: call 1', 'fit 1: call 2', 'compose 2: call 1', 'fit 2: call 2']);
    // One more names the sources, before generation 0.
    expect(made).toBe(3);
  });
});

describe('what memory holds is metered, used or not:', () => {
  const keeps = (choose: (batch: Batch) => readonly Batch[]) => (): Strategy => ({
    compose: async ({ size, base, memory }) => {
      const batch = await base(size);
      memory.keep(...choose(batch));
      return batch;
    },
  });

  test('nothing', async () => expect(await divisionUnder(keeps(() => []))).toBe('closed'));

  test('one example', async () => expect(await divisionUnder(keeps((batch) => [batch.head(1)]))).toBe('anchored'));

  test('empty batches, whose number is a message', async () => {
    expect(await divisionUnder(keeps((batch) => Array.from({ length: 17 }, () => batch.head(0))))).toBe('anchored');
  });
});
