import { expect, it } from 'vitest';
import { loadDigitClassifier } from '#benchmarks/data/digit-classifier.ts';
import { IMAGE_PIXELS, loadMnist } from '#benchmarks/data/mnist.ts';
import { formatSafetensors, parseSafetensors } from '#benchmarks/data/safetensors.ts';
import { look, predictedClasses } from '#benchmarks/learners/classifier/network.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';

it('loads all of MNIST', () => {
  const { training, heldOut } = loadMnist();
  expect([training.count, training.pixels.length, training.labels.length]).toEqual([60_000, 47_040_000, 60_000]);
  expect([heldOut.count, heldOut.pixels.length, heldOut.labels.length]).toEqual([10_000, 7_840_000, 10_000]);
  const counts = (labels: Uint8Array) =>
    Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length);
  // python3: [open('train-labels-idx1-ubyte', 'rb').read()[8:].count(d) for d in range(10)], and the same for t10k
  expect(counts(training.labels)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
  expect(counts(heldOut.labels)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  // python3: sum(open('t10k-images-idx3-ubyte', 'rb').read()[16:])
  expect(heldOut.pixels.reduce((sum, value) => sum + value, 0)).toBe(264923200);
});

it('writes and reads safetensors', () => {
  const tensors = {
    'b.w': { shape: [2, 3], values: Float32Array.of(1, -2, 3.5, 0, 1e-30, 7) },
    a: { shape: [0], values: new Float32Array() },
    c: { shape: [], values: Float32Array.of(4) },
  };
  const bytes = formatSafetensors(tensors, { by: 'a test' });
  const length = new DataView(bytes.buffer).getUint32(0, true);
  expect(length % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
    __metadata__: { by: 'a test' },
    a: { dtype: 'F32', shape: [0], data_offsets: [0, 0] },
    'b.w': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
    c: { dtype: 'F32', shape: [], data_offsets: [24, 28] },
  });
  expect(parseSafetensors(bytes)).toEqual(tensors);
  expect(() => parseSafetensors(bytes.subarray(0, bytes.length - 4))).toThrow('Not a safetensors file');
  expect(() => parseSafetensors(Uint8Array.of(1, 2, 3))).toThrow('Not a safetensors file');
});

it('has a classifier that is right on 98.95% of the test images', async () => {
  const { heldOut } = loadMnist();
  const predicted = predictedClasses(
    look(await loadEngine('wasm'), loadDigitClassifier(), heldOut.pixels, IMAGE_PIXELS),
  );
  const right = heldOut.labels.reduce((sum, label, i) => sum + (label === predicted[i] ? 1 : 0), 0);
  expect(Math.abs(right - 9895)).toBeLessThanOrEqual(2);
});
