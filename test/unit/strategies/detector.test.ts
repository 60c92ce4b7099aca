/** The classifier of D0 from samples: beside an independent optimum, and on data that tells itself apart. */
import { expect, test } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { trainDetector } from '#benchmarks/strategies/detector.ts';

test('is logistic regression on coordinates, squares and products, as scipy minimises it', () => {
  const real = Batch.rows(Float64Array.of(0.1, 1, -0.4, 0.3, 1.2, -0.7, 0.5, 0.5, -1.1, -0.2, 0, 0.9), 2);
  const samples = Batch.rows(Float64Array.of(0.9, 1.6, 0.2, 1.1, 1.9, 0.4, 0.7, -0.3, 1.4, 1.2), 2);
  // Features x, y, x², xy, y², each minus its mean over its deviation (divisor n); scipy.optimize.minimize (1.17.1, BFGS, gtol
  // 1e-13) of Σ log(1 + e^s) − label·s + ½‖w‖²; the largest gradient left is 2e-10.
  const [first, second] = trainDetector(real, samples)(Batch.rows(Float64Array.of(0.3, 0.4, 1.5, 1.5), 2));
  expect(first).toBeCloseTo(0.2801242590703582, 6);
  expect(second).toBeCloseTo(0.9786030496809573, 6);
});

test('of words is the samples’ share of a word, with one more of each', () => {
  const detector = trainDetector(
    Batch.rows(Float64Array.of(0, 0, 0, 1), 1),
    Batch.rows(Float64Array.of(0, 1, 1, 2), 1),
  );
  expect([...detector(Batch.rows(Float64Array.of(0, 1, 2, 3), 1))]).toEqual([2 / 6, 3 / 5, 2 / 3, 1 / 2]);
});

/** Share of the examples of two batches that are told right. */
function rightShare(detector: (batch: Batch) => Float64Array, real: Batch, samples: Batch): number {
  const right =
    [...detector(real)].filter((p) => p < 0.5).length + [...detector(samples)].filter((p) => p > 0.5).length;
  return right / (real.count + samples.count);
}

test.each([
  ['rows of another variance', (rng: Stream, spread: number) => rows(rng, spread, 3)],
  ['images of another contrast', (rng: Stream, spread: number) => images(rng, spread)],
  ['sentences of other pairs of words', (rng: Stream, spread: number) => sentences(rng, spread > 1)],
])('tells %s apart where it has not seen them, and the same ones not', (_, make) => {
  const rng = new Stream('test/detector');
  const [real, samples] = [make(rng, 1), make(rng, 3)];
  expect(rightShare(trainDetector(real, samples), make(rng, 1), make(rng, 3))).toBeGreaterThan(0.75);
  const chance = rightShare(trainDetector(real, make(rng, 1)), make(rng, 1), make(rng, 1));
  expect(Math.abs(chance - 0.5)).toBeLessThan(0.1);
});

function rows(rng: Stream, spread: number, width: number): Batch {
  return Batch.rows(
    Float64Array.from({ length: 300 * width }, () => spread * rng.normal()),
    width,
  );
}

function images(rng: Stream, spread: number): Batch {
  return Batch.pixels(
    Uint8Array.from({ length: 300 * 64 }, () => Math.max(0, Math.min(255, 128 + 20 * spread * rng.normal()))),
    64,
  );
}

/** Sentences of eight words of ten; in one kind every word is followed by the next two. */
function sentences(rng: Stream, chained: boolean): Batch {
  const tokens = new Int32Array(300 * 8);
  for (let i = 0; i < tokens.length; i++) {
    tokens[i] = chained && i % 8 > 0 ? ((tokens[i - 1] as number) + 1 + rng.int(2)) % 10 : rng.int(10);
  }
  return Batch.sequences(
    tokens,
    Int32Array.from({ length: 301 }, (_, i) => 8 * i),
  );
}
