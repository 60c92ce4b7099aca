/** The VAE: its bound against a plain computation in doubles, what strategies may ask of it, and that it leaks nothing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Divergence, type FitOptions } from '#benchmarks/learners/learner.ts';
import type { Weights } from '#benchmarks/learners/neural/weights.ts';
import { reconstructions, vaeLearner } from '#benchmarks/learners/vae/learner.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import type { TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const WIDTH = 16;
const SHAPE = { width: WIDTH, hidden: 12, latents: 3 };
const PLAN = { steps: 150, batchSize: 16, learningRate: 0.01 };

/** Images with either the upper or the lower half dark, a little noisy. */
function stripes(count: number, rng: Stream, upper = () => rng.uniform() < 0.5): Batch {
  const values = new Uint8Array(count * WIDTH);
  for (let i = 0; i < count; i++) {
    const from = upper() ? 0 : WIDTH / 2;
    for (let j = 0; j < WIDTH; j++) {
      const ink = j >= from && j < from + WIDTH / 2;
      values[i * WIDTH + j] = (ink ? 215 : 0) + rng.int(40);
    }
  }
  return Batch.pixels(values, WIDTH);
}

let engine: TensorEngine;
const data = stripes(120, new Stream('stripes'));
const learner = () => vaeLearner(engine, SHAPE, () => PLAN);
const fitted = async (training: Batch, options?: FitOptions<Weights>) =>
  (await learner().fit(training, new Stream('fit'), options)).model;
const boundsOf = async (model: Weights, batch: Batch) =>
  (await learner().logDensity?.(model, batch)) ?? new Float64Array();
const meanPixel = (batch: Batch, from: number, to: number) => {
  let sum = 0;
  for (let i = 0; i < batch.count; i++) for (let j = from; j < to; j++) sum += batch.image(i)[j] as number;
  return sum / batch.count / (to - from);
};
const distance = (a: Weights, b: Weights) =>
  Object.entries(a).reduce(
    (sum, [name, { values }]) =>
      sum + values.reduce((part, value, i) => part + (value - (b[name]?.values[i] as number)) ** 2, 0),
    0,
  );

beforeAll(async () => {
  engine = await loadEngine('wasm');
});

/** Minus the bound of one image in doubles, with given noise. */
function boundInDoubles(model: Weights, image: Uint8Array, noise: number[]): number {
  const layer = (name: string, input: number[]): number[] => {
    const { values, shape } = model[`${name}.w`] as Weights[string];
    const [inputs, outputs] = shape as [number, number];
    return Array.from({ length: outputs }, (_, o) => {
      let sum = model[`${name}.b`]?.values[o] as number;
      for (let i = 0; i < inputs; i++) sum += (input[i] as number) * (values[i * outputs + o] as number);
      return sum;
    });
  };
  const relu = (values: number[]) => values.map((value) => Math.max(0, value));
  const x = Array.from(image, (value) => value / 255);
  const hidden = relu(layer('encoder.hidden', x));
  const mean = layer('encoder.mean', hidden);
  const logVariance = layer('encoder.logVariance', hidden);
  const z = mean.map((value, i) => value + Math.exp((logVariance[i] as number) / 2) * (noise[i] as number));
  const p = layer('decoder.pixels', relu(layer('decoder.hidden', z))).map((logit) => 1 / (1 + Math.exp(-logit)));
  const reconstruction = p.reduce((sum, pi, i) => {
    const xi = x[i] as number;
    return sum - xi * Math.log(pi) - (1 - xi) * Math.log(1 - pi);
  }, 0);
  const kl = mean.reduce((sum, m, i) => {
    const lv = logVariance[i] as number;
    return sum + 0.5 * (m * m + Math.exp(lv) - 1 - lv);
  }, 0);
  return reconstruction + kl;
}

it('bounds the log-density as the paper says', async () => {
  const model = await fitted(data);
  const bounds = await boundsOf(model, data);
  const rng = new Stream('heirloom/vae/bound');
  const noise = Array.from({ length: 3 }, () => rng.normal());
  for (const i of [0, 1, 57]) expect(bounds[i]).toBeCloseTo(-boundInDoubles(model, data.image(i), noise), 3);
  // A function of the image alone, wherever it stands.
  const [again] = await boundsOf(model, data.take([57]));
  expect(again).toBeCloseTo(bounds[57] as number, 4);
});

describe('fitting and sampling', () => {
  it('learns both kinds, reconstructs them and draws them', async () => {
    const model = await fitted(data);
    const drawn = await learner().sample(model, 700, new Stream('sample'));
    expect([drawn.count, drawn.pixelData.width]).toEqual([700, WIDTH]);
    const upper = drawn.filter((i) => (drawn.image(i)[2] as number) > 128).count / 700;
    expect(upper).toBeGreaterThan(0.25);
    expect(upper).toBeLessThan(0.75);
    const rebuilt = reconstructions(engine, model, data);
    const wrong = data.pixelData.values.reduce((sum, value, i) => sum + Math.abs(value - (rebuilt[i] as number)), 0);
    expect(wrong / rebuilt.length).toBeLessThan(25);
  });

  it('gives the same model for the same stream, and one that can be cloned', async () => {
    const [first, second] = [await fitted(data), await fitted(data)];
    expect(second).toEqual(first);
    expect(structuredClone(first)).toEqual(first);
  });

  it('spreads with the temperature', async () => {
    const model = await fitted(data);
    const spread = async (temperature: number) => {
      const drawn = await learner().sample(model, 400, new Stream('sample'), { temperature });
      let sum = 0;
      for (let i = 0; i < drawn.count; i++) sum += Math.abs((drawn.image(i)[2] as number) - 127);
      return sum / drawn.count;
    };
    expect(await spread(0.01)).toBeLessThan(await spread(1));
    expect(await spread(1)).toBeLessThan(await spread(4));
  });

  it('makes a fixed number of updates and counts them in passes', async () => {
    const { epochs } = await learner().fit(data, new Stream('fit'));
    expect(epochs).toBeCloseTo((150 * 16) / 120, 12);
  });

  it('says so where there is nothing to learn', async () => {
    await expect(async () => fitted(data.head(0))).rejects.toThrow(Divergence);
    await expect(async () => fitted(Batch.of(data.data, new Float64Array(120)))).rejects.toThrow(Divergence);
  });
});

describe('what strategies may ask', () => {
  it('weights: what weighs nothing is not learnt', async () => {
    const weights = Float64Array.from({ length: 120 }, (_, i) => ((data.image(i)[2] as number) > 128 ? 1 : 0));
    const drawn = await learner().sample(await fitted(data.withWeights(weights)), 200, new Stream('sample'));
    expect(meanPixel(drawn, 0, 8)).toBeGreaterThan(200);
    expect(meanPixel(drawn, 8, 16)).toBeLessThan(50);
  });

  it('soft targets: a teacher that knows only upper halves pulls the pixels its way', async () => {
    const teacher = await fitted(stripes(120, new Stream('upper'), () => true));
    const plain = await learner().sample(await fitted(data), 300, new Stream('sample'));
    const taught = await learner().sample(
      await fitted(data, { distill: { teacher, weight: 0.9 } }),
      300,
      new Stream('sample'),
    );
    expect(meanPixel(taught, 0, 8)).toBeGreaterThan(meanPixel(plain, 0, 8) + 30);
  });

  it('anchor: parameters stay nearer', async () => {
    const model = (await learner().fit(data, new Stream('another'))).model;
    const free = await fitted(data);
    const held = await fitted(data, { anchor: { model, strength: 1 } });
    expect(distance(held, model)).toBeLessThan(0.5 * distance(free, model));
  });

  it('adversarial inputs and a truncated loss give other models', async () => {
    const plain = await fitted(data);
    for (const options of [
      { adversarial: { radius: 0.1, steps: 1 } },
      { adversarial: { radius: 0.1, steps: 3 } },
      { truncate: { share: 0.25 } },
    ]) {
      const model = await fitted(data, options);
      expect(distance(model, plain)).toBeGreaterThan(1e-3);
      expect(Object.values(model).every(({ values }) => values.every(Number.isFinite))).toBe(true);
    }
  });
});

it('leaves no tensor behind, generation after generation', async () => {
  const { tf } = engine;
  const before = tf.memory().numTensors;
  let training = data;
  const teacher = await fitted(data);
  for (let generation = 0; generation < 4; generation++) {
    const rng = new Stream(`generation/${generation}`);
    const { model } = await learner().fit(training, rng, {
      distill: { teacher, weight: 0.5 },
      anchor: { model: teacher, strength: 0.1 },
      adversarial: { radius: 0.05, steps: 2 },
      truncate: { share: 0.1 },
    });
    training = await learner().sample(model, 120, rng.child('sample'));
    await boundsOf(model, training);
    reconstructions(engine, model, training);
    expect(tf.memory().numTensors).toBe(before);
  }
});
