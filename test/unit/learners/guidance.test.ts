/** Draws away from another model, of every learner that has them: exact distributions by hand, and by counting. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Gaussian, gaussianLearner, guidedGaussian } from '#benchmarks/learners/gaussian.ts';
import { Divergence } from '#benchmarks/learners/learner.ts';
import { guidedLinear } from '#benchmarks/learners/linear-model.ts';
import { guidedProbabilities } from '#benchmarks/learners/multinomial.ts';
import { withTensors } from '#benchmarks/learners/neural/weights.ts';
import { ngramLearner } from '#benchmarks/learners/ngram/learner.ts';
import { advance, type NgramModel, startHistory } from '#benchmarks/learners/ngram/model.ts';
import { drawContinuations } from '#benchmarks/learners/transformer/continue.ts';
import { predict } from '#benchmarks/learners/transformer/likelihood.ts';
import { initialWeights, type NetworkShape } from '#benchmarks/learners/transformer/network.ts';
import { layOut } from '#benchmarks/learners/transformer/sequences.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import type { TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const gaussian = (mean: number[], covariance: number[]): Gaussian => ({
  mean: Float64Array.from(mean),
  covariance: Float64Array.from(covariance),
  factor: new Float64Array(covariance.length),
});

describe('p^(1+ω)/q^ω', () => {
  it('of Gaussians on a line: precisions and pulls add up', () => {
    // ω = 1: precision 2/2 − 1/4 = 3/4, pull 2·3/2 − 1·1/4 = 11/4.
    const { mean, covariance, factor } = guidedGaussian(gaussian([3], [2]), { model: gaussian([1], [4]), weight: 1 });
    expect(covariance[0]).toBeCloseTo(4 / 3, 14);
    expect(mean[0]).toBeCloseTo(11 / 3, 14);
    expect(factor[0]).toBeCloseTo(Math.sqrt(4 / 3), 14);
  });

  it('of Gaussians in the plane', () => {
    // Exact fractions in Python: P, Q = inv([[2, .5], [.5, 1]]), inv([[1.5, 0], [0, 2]]); C = inv(1.5*P - .5*Q); C, C @ (1.5*P @ [1, 2] - .5*Q @ [0, 1])
    const model = gaussian([1, 2], [2, 0.5, 0.5, 1]);
    const other = gaussian([0, 1], [1.5, 0, 0, 2]);
    const { mean, covariance } = guidedGaussian(model, { model: other, weight: 0.5 });
    for (const [i, value] of [2.510204081632653, 0.7346938775510204, 0.7346938775510204, 0.8979591836734694].entries())
      expect(covariance[i]).toBeCloseTo(value, 12);
    for (const [i, value] of [2.020408163265306, 2.4693877551020407].entries()) expect(mean[i]).toBeCloseTo(value, 12);
  });

  it('is none where the precision would not be positive', () => {
    const draw = () =>
      gaussianLearner(1, 'mle').sampleAway?.(
        gaussian([0], [2]),
        { model: gaussian([0], [1]), weight: 1 },
        5,
        new Stream('draw'),
      );
    expect(draw).toThrow(Divergence);
    expect(draw).toThrow('Guidance of 1 leaves no distribution: its precision is not positive definite.');
  });

  it('of regressions: the same for y given x, and with known noise a step away of the coefficients', () => {
    const model = (coefficient: number, noise: number) => ({ coefficients: Float64Array.of(coefficient), noise });
    const guided = guidedLinear(model(3, Math.SQRT2), { model: model(1, 2), weight: 1 }, { kind: 'estimated' });
    expect(guided.coefficients[0]).toBeCloseTo(11 / 3, 14);
    expect(guided.noise).toBeCloseTo(Math.sqrt(4 / 3), 14);
    const known = guidedLinear(model(3, 9), { model: model(1, 1), weight: 0.5 }, { kind: 'known', deviation: 2 });
    expect(known.coefficients[0]).toBeCloseTo(1.5 * 3 - 0.5 * 1, 14);
    expect(known.noise).toBeCloseTo(2, 14);
    expect(() => guidedLinear(model(3, 2), { model: model(1, 1), weight: 1 }, { kind: 'estimated' })).toThrow(
      Divergence,
    );
  });

  it('of frequencies: p·(p/m)^ω with m half-way between them; what was 0 stays 0', () => {
    const model = { probabilities: Float64Array.of(0.6, 0.4, 0) };
    const other = { probabilities: Float64Array.of(1, 0, 0) };
    // ω = 1: p²/(p + q): 0.36/1.6 = 0.225 and 0.16/0.4 = 0.4.
    const guided = guidedProbabilities(model, { model: other, weight: 1 });
    expect([...guided]).toEqual([expect.closeTo(0.36, 14), expect.closeTo(0.64, 14), 0]);
  });

  it('of n-gram models: in every context as the formula says', () => {
    const END = 0;
    const learner = ngramLearner('trigram', { order: 3, smoothing: 'kneser-ney', outcomes: 4, end: END });
    const text = (path: string) => {
      const rng = new Stream(path);
      const tokens = Int32Array.from({ length: 300 }, (_, i) => (i % 5 === 4 ? END : 1 + rng.int(3)));
      return Batch.sequences(
        tokens,
        Int32Array.from({ length: 61 }, (_, i) => 5 * i),
      );
    };
    const fitted = (path: string) => (learner.fit(text(path), new Stream('fit')) as { model: NgramModel }).model;
    const [model, other] = [fitted('one'), fitted('two')];
    const weight = 1.5;
    const temperature = 0.8;
    const drawn = learner.sampleAway?.(model, { model: other, weight }, 40_000, new Stream('draw'), {
      temperature,
    }) as Batch;
    expect(drawn.units).toBe(40_000);
    // How sentences begin.
    const expected = Array.from({ length: 4 }, (_, token) => {
      const p = advance(model, startHistory(model), token);
      const q = advance(other, startHistory(other), token);
      return (p ** (1 + weight) / (p + q) ** weight) ** (1 / temperature);
    });
    const total = expected.reduce((sum, value) => sum + value, 0);
    const counts = new Float64Array(4);
    for (let i = 0; i < drawn.count; i++) (counts[drawn.sequence(i)[0] as number] as number)++;
    for (const [token, value] of expected.entries()) {
      const share = value / total;
      const deviation = Math.sqrt((share * (1 - share)) / drawn.count) + 1e-9;
      expect(Math.abs((counts[token] as number) / drawn.count - share) / deviation, `token ${token}`).toBeLessThan(4);
    }
  });

  let engine: TensorEngine;
  beforeAll(async () => {
    engine = await loadEngine('wasm');
  });

  it('of transformers: of the logits, at a temperature', () => {
    const shape: NetworkShape = { vocabulary: 5, context: 4, width: 8, heads: 2, layers: 1 };
    const scaled = (path: string) =>
      Object.fromEntries(
        Object.entries(initialWeights(shape, new Stream(path))).map(([name, { shape: own, values }]) => [
          name,
          { shape: own, values: name.includes('norm') ? values : values.map((value) => 20 * value) },
        ]),
      );
    const [model, other] = [scaled('one'), scaled('two')];
    const [weight, temperature] = [0.7, 1.3];
    const prompt = Int32Array.of(3, 1);
    const logits = [model, other].map((weights) =>
      withTensors(engine, weights, (parameters) => {
        const laid = layOut(engine, [Int32Array.of(3, 1, 0)], shape.vocabulary);
        return [...predict(engine, parameters, shape, laid).dataSync()].slice(2 * shape.vocabulary);
      }),
    ) as [number[], number[]];
    const powers = logits[0].map((own, i) =>
      Math.exp(((1 + weight) * own - weight * (logits[1][i] as number)) / temperature),
    );
    const total = powers.reduce((sum, value) => sum + value, 0);
    const n = 4000;
    const drawn = withTensors(engine, model, (parameters) =>
      withTensors(engine, other, (theirs) =>
        drawContinuations(
          {
            engine,
            parameters,
            shape,
            prompts: Array.from({ length: n }, () => prompt),
            tokens: 1,
            temperature,
            guide: { parameters: theirs, weight },
          },
          new Stream('draws'),
        ),
      ),
    );
    for (const [token, power] of powers.entries()) {
      const share = power / total;
      const count = drawn.filter((sequence) => sequence[0] === token).length;
      expect(Math.abs(count / n - share) / Math.sqrt((share * (1 - share)) / n), `token ${token}`).toBeLessThan(4);
    }
  });
});
