/** Training steps of the size of models that the suite trains, on a tensor engine: forward, backward and Adam. */
import type { Rank } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D, TensorEngine, Tf } from '#benchmarks/numerics/engine/engine.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

interface VaeSize {
  readonly kind: 'vae';
  readonly batch: number;
  readonly data: number;
  readonly hidden: number;
  readonly latent: number;
}

interface GruSize {
  readonly kind: 'gru';
  readonly batch: number;
  readonly steps: number;
  readonly vocabulary: number;
  readonly hidden: number;
}

interface TransformerSize {
  readonly kind: 'transformer';
  readonly batch: number;
  readonly length: number;
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly vocabulary: number;
}

export type StepSize = VaeSize | GruSize | TransformerSize;

/** What engine.py builds too, from the same numbers. The large ones are those of the engine's first prototypes. */
export const STEPS: Readonly<Record<string, StepSize>> = {
  'VAE 784-400-20, batch 128': { kind: 'vae', batch: 128, data: 784, hidden: 400, latent: 20 },
  'GRU 256, 64 steps, batch 32': { kind: 'gru', batch: 32, steps: 64, vocabulary: 64, hidden: 256 },
  'transformer 4 × 128, 128 tokens, batch 16': {
    ...{ kind: 'transformer', batch: 16, length: 128, layers: 4, width: 128, heads: 4, vocabulary: 512 },
  },
  'VAE 64-64-8, batch 128': { kind: 'vae', batch: 128, data: 64, hidden: 64, latent: 8 },
  'GRU 64, 64 steps, batch 32': { kind: 'gru', batch: 32, steps: 64, vocabulary: 64, hidden: 64 },
  'transformer 2 × 64, 64 tokens, batch 16': {
    ...{ kind: 'transformer', batch: 16, length: 64, layers: 2, width: 64, heads: 4, vocabulary: 1000 },
  },
};

/**
 * Small, as in engine.py, so that a step stays what it is: at 1e-3 the small transformer knew its one batch by heart after 80 steps, and products
 * of subnormal gradients took up to ten times as long, in PyTorch three to six times.
 */
const LEARNING_RATE = 1e-5;

/** A step, which gives its loss. */
export type Step = () => number;

/** @throws RangeError for a name that is none of `STEPS` */
export function createStep(engine: TensorEngine, name: string): Step {
  const size = STEPS[name];
  if (size === undefined) throw new RangeError(`no step is called "${name}"`);
  if (size.kind === 'vae') return vae(engine, size);
  return size.kind === 'gru' ? gru(engine, size) : transformer(engine, size);
}

function vae(engine: TensorEngine, { batch, data, hidden, latent }: VaeSize): Step {
  const { tf, ops } = engine;
  const values = drawer(tf, 'bench/vae');
  const x = tf.sigmoid(values.matrix(batch, data, 1));
  const model = {
    w1: values.matrix(data, hidden, 1 / 28),
    b1: tf.zeros<Rank.R1>([hidden]),
    w2: values.matrix(hidden, 2 * latent, 0.05),
    b2: tf.zeros<Rank.R1>([2 * latent]),
    w3: values.matrix(latent, hidden, 0.2),
    b3: tf.zeros<Rank.R1>([hidden]),
    w4: values.matrix(hidden, data, 0.05),
    b4: tf.zeros<Rank.R1>([data]),
  };
  return trained(engine, model, (v) => {
    const encoded = ops.linear(ops.linear(x, v.w1, v.b1, 'relu'), v.w2, v.b2);
    const [mean, logVariance] = tf.split(encoded, 2, 1) as [Tensor2D, Tensor2D];
    const noise = values.matrix(batch, latent, 1);
    const z: Tensor2D = tf.add(mean, tf.mul(noise, tf.exp(tf.mul(logVariance, 0.5))));
    const logits = ops.linear(ops.linear(z, v.w3, v.b3, 'relu'), v.w4, v.b4);
    const reconstruction = tf.sum(ops.bernoulliCrossEntropy(logits, x));
    const divergence = tf.sum(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1)));
    return tf.div(tf.add(reconstruction, tf.mul(0.5, divergence)), batch);
  });
}

function gru(engine: TensorEngine, { batch, steps, vocabulary, hidden }: GruSize): Step {
  const { tf, ops } = engine;
  const values = drawer(tf, 'bench/gru');
  const scale = 1 / Math.sqrt(hidden);
  const model = {
    table: values.matrix(vocabulary, hidden, 0.1),
    wx: values.matrix(hidden, 3 * hidden, scale),
    bx: tf.zeros<Rank.R1>([3 * hidden]),
    wh: values.matrix(hidden, 2 * hidden, scale),
    wc: values.matrix(hidden, hidden, scale),
    wo: values.matrix(hidden, vocabulary, scale),
    bo: tf.zeros<Rank.R1>([vocabulary]),
  };
  const inputs = values.integers(steps * batch, vocabulary);
  const targets = values.integers(steps * batch, vocabulary);
  return trained(engine, model, (v) => {
    const projected = ops.linear(ops.embed(v.table, inputs), v.wx, v.bx);
    const states = ops.gru(projected, v.wh, v.wc, steps);
    return tf.mean(ops.softmaxCrossEntropy(ops.linear(states, v.wo, v.bo), targets));
  });
}

function transformer(engine: TensorEngine, { batch, length, layers, width, heads, vocabulary }: TransformerSize): Step {
  const { tf, ops } = engine;
  const values = drawer(tf, 'bench/transformer');
  const model: Record<string, Tensor> = {
    table: values.matrix(vocabulary, width, 0.02),
    places: values.matrix(length, width, 0.02),
    out: values.matrix(width, vocabulary, 0.02),
  };
  for (let l = 0; l < layers; l++) {
    Object.assign(model, {
      [`gainA${l}`]: tf.ones<Rank.R1>([width]),
      [`biasA${l}`]: tf.zeros<Rank.R1>([width]),
      [`qkv${l}`]: values.matrix(width, 3 * width, 0.02),
      [`join${l}`]: values.matrix(width, width, 0.02),
      [`gainM${l}`]: tf.ones<Rank.R1>([width]),
      [`biasM${l}`]: tf.zeros<Rank.R1>([width]),
      [`up${l}`]: values.matrix(width, 4 * width, 0.02),
      [`upBias${l}`]: tf.zeros<Rank.R1>([4 * width]),
      [`down${l}`]: values.matrix(4 * width, width, 0.02),
      [`downBias${l}`]: tf.zeros<Rank.R1>([width]),
    });
  }
  const inputs = values.integers(batch * length, vocabulary);
  const targets = values.integers(batch * length, vocabulary);
  return trained(engine, model, (v) => {
    const matrix = (name: string): Tensor2D => v[name] as Tensor2D;
    const vector = (name: string): Tensor1D => v[name] as Tensor1D;
    const tokens = tf.reshape(ops.embed(matrix('table'), inputs), [batch, length, width]);
    let x: Tensor2D = tf.reshape(tf.add(tokens, matrix('places')), [batch * length, width]);
    for (let l = 0; l < layers; l++) {
      const qkv = ops.linear(ops.layerNorm(x, vector(`gainA${l}`), vector(`biasA${l}`)), matrix(`qkv${l}`), null);
      x = tf.add(x, ops.linear(ops.causalAttention(qkv, { batch, length, heads }), matrix(`join${l}`), null));
      const normal = ops.layerNorm(x, vector(`gainM${l}`), vector(`biasM${l}`));
      const up = ops.linear(normal, matrix(`up${l}`), vector(`upBias${l}`), 'gelu');
      x = tf.add(x, ops.linear(up, matrix(`down${l}`), vector(`downBias${l}`)));
    }
    return tf.mean(ops.softmaxCrossEntropy(ops.linear(x, matrix('out'), null), targets));
  });
}

/** Seeded values: the same in every process. */
function drawer(tf: Tf, path: string) {
  const stream = new Stream(path);
  return {
    matrix: (rows: number, columns: number, scale: number): Tensor2D =>
      tf.tensor2d(stream.normals(rows * columns, scale), [rows, columns]),
    integers: (count: number, below: number): Tensor1D =>
      tf.tensor1d(
        Int32Array.from({ length: count }, () => stream.int(below)),
        'int32',
      ),
  };
}

function trained<Weights extends Readonly<Record<string, Tensor>>>(
  { tf, ops }: TensorEngine,
  model: Weights,
  loss: (weights: Weights) => Tensor,
): Step {
  const variables = Object.fromEntries(Object.entries(model).map(([name, value]) => [name, tf.variable(value)]));
  // A variable of a tensor is a tensor of its shape.
  const weights = variables as unknown as Weights;
  const adam = ops.createAdam(variables);
  const list = Object.entries(variables);
  return () =>
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(
        () => loss(weights) as Scalar,
        list.map(([, variable]) => variable),
      );
      const gradients = list.map(([name, variable]) => [name, grads[variable.name] as Tensor] as const);
      adam.step(Object.fromEntries(gradients), LEARNING_RATE);
      return value.dataSync()[0] ?? Number.NaN;
    });
}
