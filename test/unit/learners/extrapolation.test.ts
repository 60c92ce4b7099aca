/** A step away from one model, from another, of every learner that has one; a fit that goes on from a model. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Gaussian, gaussianLearner } from '#benchmarks/learners/gaussian.ts';
import { fitGmm, gmmLearner } from '#benchmarks/learners/gmm.ts';
import { Divergence, type Learner } from '#benchmarks/learners/learner.ts';
import { multinomialLearner } from '#benchmarks/learners/multinomial.ts';
import { type Weights, withTensors } from '#benchmarks/learners/neural/weights.ts';
import { olsLearner } from '#benchmarks/learners/ols.ts';
import { transformerLearner } from '#benchmarks/learners/transformer/learner.ts';
import { initialWeights, type NetworkShape } from '#benchmarks/learners/transformer/network.ts';
import { vaeLearner } from '#benchmarks/learners/vae/learner.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import type { TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { sampleMixture } from '#benchmarks/numerics/mixture-2d.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { framedLearner, similarity } from '#benchmarks/suite/shared/frame.ts';
import { THREE } from './plane-points.ts';

const step = <Model>(learner: Learner<Model>, model: Model, other: Model, weight: number): Model =>
  learner.extrapolate?.(model, other, weight) ?? expect.fail('no extrapolation');
const gaussian = (mean: number, variance: number): Gaussian => ({
  mean: Float64Array.of(mean),
  covariance: Float64Array.of(variance),
  factor: Float64Array.of(Math.sqrt(variance)),
});

describe('(1 + w)·θ − w·θ′', () => {
  it('of a Gaussian: mean and covariance; none where the variance would not be positive', () => {
    const learner = gaussianLearner(1, 'mle');
    expect(step(learner, gaussian(2, 3), gaussian(1, 2.5), 2)).toEqual(gaussian(4, 4));
    expect(() => step(learner, gaussian(0, 1), gaussian(0, 1.5), 2)).toThrow(Divergence);
    expect(() => step(learner, gaussian(0, 1), gaussian(0, 1.5), 2)).toThrow('The fitted variance is 0.');
    const plane = (covariance: number[]): Gaussian => ({
      ...gaussian(0, 1),
      mean: new Float64Array(2),
      covariance: Float64Array.from(covariance),
    });
    // Eigenvalues 3 − 1.6 and −0.2: not positive definite, with a positive diagonal.
    expect(() => step(gaussianLearner(2, 'mle'), plane([1, 0.6, 0.6, 1]), plane([1, 0, 0, 1]), 1)).toThrow(Divergence);
  });

  it('of frequencies: below 0 becomes 0, the rest is normalised', () => {
    const model = { probabilities: Float64Array.of(0.5, 0.4, 0.1) };
    const other = { probabilities: Float64Array.of(0.3, 0.4, 0.3) };
    // 0.7, 0.4, −0.1
    const { probabilities } = step(multinomialLearner(3), model, other, 1);
    expect(probabilities[0]).toBeCloseTo(7 / 11, 15);
    expect(probabilities[1]).toBeCloseTo(4 / 11, 15);
    expect(probabilities[2]).toBe(0);
  });

  it('of a regression: coefficients and the variance of the noise', () => {
    const inputs = { dimension: 1, draw: () => new Float64Array() };
    const learner = olsLearner(inputs, { kind: 'estimated' });
    const model = (coefficient: number, noise: number) => ({ coefficients: Float64Array.of(coefficient), noise });
    const stepped = step(learner, model(1, 2), model(0.5, Math.sqrt(3)), 1);
    expect(stepped.coefficients[0]).toBe(1.5);
    expect(stepped.noise).toBeCloseTo(Math.sqrt(5), 14);
    expect(() => step(learner, model(1, 1), model(1, 2), 1)).toThrow(Divergence);
  });

  it('of a mixture: component by component', () => {
    const learner = gmmLearner(3);
    expect(step(learner, THREE, THREE, 5)).toEqual(THREE);
    const heavier = { ...THREE, covariances: THREE.covariances.map((value) => 3 * value) };
    expect(() => step(learner, THREE, heavier, 1)).toThrow(Divergence);
  });

  it('of a learner in a frame: that of the truth’s units', () => {
    const inner = gaussianLearner(1, 'mle');
    const framed = framedLearner(inner as Learner, similarity(Float64Array.of(7), 3));
    expect(step(framed, gaussian(2, 3), gaussian(1, 2.5), 2)).toEqual(gaussian(4, 4));
  });
});

describe('a fit that goes on', () => {
  it('EM starts at the mixture: every component keeps its place', async () => {
    const own = sampleMixture(THREE, 3000, new Stream('own'));
    const { model } = await gmmLearner(3).fit(own, new Stream('fit'), { from: { model: THREE, budget: 1 } });
    for (let i = 0; i < 6; i++)
      expect(Math.abs((model.means[i] as number) - (THREE.means[i] as number))).toBeLessThan(0.3);
    // From k-means the components come in another order.
    const anew = fitGmm(own, 3, new Stream('fit')).model;
    expect([...anew.means].some((value, i) => Math.abs(value - (THREE.means[i] as number)) > 0.5)).toBe(true);
  });

  let engine: TensorEngine;
  beforeAll(async () => {
    engine = await loadEngine('wasm');
  });

  const largest = (a: Weights, b: Weights): number =>
    Math.max(
      ...Object.keys(a).flatMap((name) =>
        [...(a[name]?.values ?? [])].map((v, i) => Math.abs(v - (b[name]?.values[i] as number))),
      ),
    );

  it('a VAE makes a share of its updates, from the model’s weights', async () => {
    const rng = new Stream('pixels');
    const pixels = Batch.pixels(
      Uint8Array.from({ length: 40 * 16 }, () => rng.int(256)),
      16,
    );
    const learner = vaeLearner(engine, { width: 16, hidden: 6, latents: 2 }, () => ({
      steps: 20,
      batchSize: 8,
      learningRate: 0.001,
    }));
    const first = await learner.fit(pixels, new Stream('a'));
    const next = await learner.fit(pixels, new Stream('b'), { from: { model: first.model, budget: 0.1 } });
    expect([first.updates, next.updates]).toEqual([20, 2]);
    // Adam moves a weight by at most about the rate in a step; from other random weights they would differ by tenths.
    expect(largest(first.model, next.model)).toBeLessThan(2 * 0.001 * 1.1);
    const stepped = step(learner, first.model, next.model, 2)['decoder.hidden.w'] as Weights[string];
    const [a, b] = [first.model, next.model].map((model) => model['decoder.hidden.w']?.values[3] as number) as [
      number,
      number,
    ];
    expect(stepped.values[3]).toBeCloseTo(3 * a - 2 * b, 6);
  });

  it('a transformer goes on from the model and keeps what it continues', async () => {
    const shape: NetworkShape = { vocabulary: 7, context: 8, width: 8, heads: 2, layers: 1 };
    const base = initialWeights(shape, new Stream('base'));
    const learner = transformerLearner(engine, {
      base,
      heads: 2,
      block: 4,
      prompts: 2,
      plan: () => ({ steps: 30, batchSize: 4, learningRate: 0.001 }),
      decoding: 'sample',
    });
    const rng = new Stream('tokens');
    const text = () =>
      Batch.sequences(
        Int32Array.from({ length: 32 }, () => rng.int(7)),
        Int32Array.from({ length: 9 }, (_, i) => 4 * i),
      );
    const first = await learner.fit(text(), new Stream('a'));
    const from = { model: first.model, budget: 0.1 };
    const next = await learner.fit(text(), new Stream('b'), { from });
    expect(next.updates).toBe(3);
    expect(largest(first.model.weights, next.model.weights)).toBeLessThan(3 * 0.001 * 1.1);
    expect(largest(base, next.model.weights)).toBeGreaterThan(3 * 0.001 * 1.1);
    const stepped = step(learner, first.model, next.model, 1);
    expect(stepped.prompts).toBe(first.model.prompts);
    expect(withTensors(engine, stepped.weights, ({ head }) => head?.shape)).toEqual([8, 7]);
  });
});
