import { describe, expect, test } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { goldenWeight, weightByOrigin } from '#benchmarks/strategies/weight-golden/index.ts';
import { runToy, type ToyLog } from '../../support/toy-benchmark.ts';

/** The main learner's training values at a generation. */
function trained(log: ToyLog, generation: number): number[] {
  const fit = log.fits.find(({ path }) => path.endsWith(`/gen/${generation}/fit/main`));
  return [...(fit as ToyLog['fits'][number]).training.rowData.values];
}

describe('retain', () => {
  test('keeps one subset for ever with redraw=false, another each time without', async () => {
    const fixed = (await runToy('retain:redraw=false')).log;
    const redrawn = (await runToy('retain')).log;
    expect(trained(fixed, 2).slice(0, 10)).toEqual(trained(fixed, 1).slice(0, 10));
    expect(trained(fixed, 3).slice(0, 10)).toEqual(trained(fixed, 1).slice(0, 10));
    expect(trained(redrawn, 2).slice(0, 10)).not.toEqual(trained(redrawn, 1).slice(0, 10));
  });

  test('draws its real examples from D0, each at most once', async () => {
    const { log } = await runToy('retain:share=0.5');
    const original = new Set(trained(log, 0));
    const retained = trained(log, 2).slice(0, 50);
    expect(retained.every((value) => original.has(value))).toBe(true);
    expect(new Set(retained).size).toBe(50);
  });

  test('keeps its fixed subset through generations that use none', async () => {
    const { log, ledger } = await runToy('retain:redraw=false,every=2', { generations: 4 });
    expect(ledger.map((entry) => entry.realRetained)).toEqual([0, 0, 10, 0, 10]);
    expect(trained(log, 4).slice(0, 10)).toEqual(trained(log, 2).slice(0, 10));
  });

  test('trains on the same samples as replace otherwise', async () => {
    const replace = trained((await runToy('replace')).log, 1);
    const retain = trained((await runToy('retain')).log, 1);
    expect(retain.slice(10)).toEqual(replace.slice(0, 90));
  });
});

test('fresh draws new real data each time', async () => {
  const { log } = await runToy('fresh');
  const seen = [trained(log, 0), trained(log, 1).slice(0, 10), trained(log, 2).slice(0, 10)].flat();
  expect(new Set(seen).size).toBe(120);
});

test('freeze gives a closed-form learner generation 0’s model back', async () => {
  const { metrics, log } = await runToy('freeze');
  expect(metrics.error?.[3]).toBe(metrics.error?.[0]);
  expect(trained(log, 3)).toEqual(trained(log, 0));
});

test('gen0-samples draws anew each generation', async () => {
  const { log } = await runToy('gen0-samples');
  expect(trained(log, 2)).not.toEqual(trained(log, 1));
  expect(log.draws.map(({ path }) => path.split('/').slice(-6).join('/'))).toEqual([
    'gen/1/sample/main/0/0',
    'gen/2/sample/main/0/0',
    'gen/3/sample/main/0/0',
  ]);
});

describe('goldenWeight', () => {
  test('is 1/φ where real and synthetic data are equally many', () => {
    expect(goldenWeight(1)).toBeCloseTo(0.618034, 6);
    expect(goldenWeight(1)).toBeCloseTo(2 / (1 + Math.sqrt(5)), 15);
  });

  test('is 0.2 at k = 0.05, the most that a ranked division admits', () => {
    expect(goldenWeight(0.05)).toBeCloseTo(0.2, 15);
  });

  test.each([0.01, 0.3, 1, 4])('minimises the long-run error [w²/k + (1−w)²]/(w(2−w)) at k = %d', (k) => {
    const error = (w: number) => ((w * w) / k + (1 - w) * (1 - w)) / (w * (2 - w));
    const best = goldenWeight(k);
    expect(error(best)).toBeLessThan(error(best - 1e-4));
    expect(error(best)).toBeLessThan(error(best + 1e-4));
  });
});

describe('weightByOrigin', () => {
  const batch = Batch.rows(Float64Array.of(1, 2, 3, 4), 1);

  test('gives real examples their weight in all and leaves the total', () => {
    // k = 1: w = 0.618034, so 2·0.618034 over two real examples and the rest over two synthetic ones.
    const weights = [...(weightByOrigin(batch, Uint8Array.of(1, 1, 0, 0)).weights ?? [])];
    expect(weights.map((weight) => Number(weight.toFixed(6)))).toEqual([1.236068, 1.236068, 0.763932, 0.763932]);
  });

  test('scales weights that are there', () => {
    const weighted = weightByOrigin(batch.withWeights(Float64Array.of(3, 1, 2, 2)), Uint8Array.of(1, 1, 0, 0)).weights;
    expect((weighted?.[0] ?? 0) / (weighted?.[1] ?? 1)).toBeCloseTo(3, 12);
    expect((weighted?.[0] ?? 0) + (weighted?.[1] ?? 0)).toBeCloseTo(8 * 0.6180339887, 9);
  });

  test('counts tokens, not sentences', () => {
    // One real sentence of three tokens, three synthetic of one: k = 1.
    const sentences = Batch.sequences(Int32Array.of(1, 2, 3, 4, 5, 6), Int32Array.of(0, 3, 4, 5, 6));
    const weights = weightByOrigin(sentences, Uint8Array.of(1, 0, 0, 0)).weights ?? [];
    expect(3 * (weights[0] as number)).toBeCloseTo(6 * 0.6180339887, 9);
  });

  test.each([[[1, 1, 1, 1]], [[0, 0, 0, 0]]])('leaves a batch of one kind alone', (labels) => {
    expect(weightByOrigin(batch, Uint8Array.from(labels))).toBe(batch);
  });
});
