/** What is left out of a loss and how inputs are moved, against what can be written down. */
import { beforeAll, describe, expect, it } from 'vitest';
import { adversarialNoise, dropLowest } from '#benchmarks/learners/neural/robust.ts';
import type { Tensor, Tensor1D, TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';

describe('units that are left out', () => {
  const dropped = (losses: readonly number[], share: number, factors = losses.map(() => 1)) => {
    const left = Float32Array.from(factors);
    dropLowest(Float32Array.from(losses), share, left);
    return Array.from(left);
  };

  it('are those with the lowest losses, and the others keep their weights', () => {
    expect(dropped([3, 0.5, 2, 0.1, 9], 0.4)).toEqual([1, 0, 1, 0, 1]);
    expect(dropped([3, 0.5, 2, 0.1, 9], 0.4, [2, 3, 4, 5, 6])).toEqual([2, 0, 4, 0, 6]);
  });

  it('are the first of those with the same loss', () => {
    expect(dropped([1, 1, 1, 1], 0.5)).toEqual([0, 0, 1, 1]);
  });

  it('are never more than their share, and as many where the product is rounded down', () => {
    expect(dropped([4, 3, 2, 1], 0.49)).toEqual([1, 1, 1, 0]);
    expect(dropped([4, 3, 2, 1], 0.1)).toEqual([1, 1, 1, 1]);
    // 0.29 · 100 is 28.999999999999996.
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(dropped(hundred, 0.29)).toEqual(hundred.map((loss) => (loss <= 29 ? 0 : 1)));
  });
});

describe('adversarial noise', () => {
  let engine: TensorEngine;
  beforeAll(async () => {
    engine = await loadEngine('wasm');
  });

  const SLOPES = [2, -0.5, 0, -3, 0.001, 7];
  const corner = (radius: number) => SLOPES.map((slope) => radius * Math.sign(slope));
  /** Two units, each with the loss slope · noise over its three components. */
  const linear = (noise: Tensor): Tensor1D => {
    const { tf } = engine;
    return tf.sum<Tensor1D>(tf.mul(noise, tf.tensor2d(SLOPES, [2, 3])), 1);
  };
  const noiseFor = (losses: (noise: Tensor) => Tensor1D, radius: number, steps: number): number[] =>
    engine.tf.tidy(() => {
      const noise = adversarialNoise(engine, losses, [2, 3], { radius, steps });
      expect(noise.shape).toEqual([2, 3]);
      return Array.from(noise.dataSync());
    });

  // All values are dyadic, so that nothing is rounded. Of a linear loss the highest point of a box is a corner.
  it.each([1, 2, 5])('goes to the corner of the box where a linear loss is highest, in %i steps', (steps) => {
    expect(noiseFor(linear, 0.125, steps)).toEqual(corner(0.125));
  });

  it('steps by the slope’s sign alone: the whole radius in one step, 1.25/k of it in each of k', () => {
    const { tf } = engine;
    // Highest at ±0.1875: one step goes beyond it, five of 0.125 go to and fro across it.
    const hill = (noise: Tensor): Tensor1D =>
      tf.neg(tf.sum<Tensor1D>(tf.square(tf.sub(noise, tf.tensor2d(corner(0.1875), [2, 3]))), 1));
    expect(noiseFor(hill, 0.5, 1)).toEqual(corner(0.5));
    expect(noiseFor(hill, 0.5, 5)).toEqual(corner(0.125));
  });

  it('raises the loss', () => {
    const { tf } = engine;
    const curved = (noise: Tensor): Tensor1D => tf.add(linear(noise), tf.sum<Tensor1D>(tf.square(noise), 1));
    const lossAt = (values: readonly number[]) =>
      tf.tidy(() => tf.sum(curved(tf.tensor2d([...values], [2, 3]))).dataSync()[0] as number);
    // 0.25 · (2 + 0.5 + 3 + 0.001 + 7), and 0.0625 for each of the five that are moved.
    expect(lossAt(noiseFor(curved, 0.25, 1))).toBeCloseTo(3.43775, 5);
    expect(lossAt([0, 0, 0, 0, 0, 0])).toBe(0);
  });
});
