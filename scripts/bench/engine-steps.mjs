/** Training steps of the size of models that the suite trains, on a tensor engine: forward, backward and Adam. */
import { Stream } from '../../benchmarks/numerics/stream.ts';

/** What engine.py builds too, from the same numbers. The large ones are those of the engine's first prototypes. */
export const STEPS = {
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

/** @returns {() => number} one step; its loss */
export function createStep(engine, size) {
  return { vae, gru, transformer }[size.kind](engine, size);
}

function vae(engine, { batch, data, hidden, latent }) {
  const { tf, ops } = engine;
  const values = drawer(tf, 'bench/vae');
  const x = tf.sigmoid(values.normal([batch, data], 1));
  const model = {
    w1: values.normal([data, hidden], 1 / 28),
    b1: tf.zeros([hidden]),
    w2: values.normal([hidden, 2 * latent], 0.05),
    b2: tf.zeros([2 * latent]),
    w3: values.normal([latent, hidden], 0.2),
    b3: tf.zeros([hidden]),
    w4: values.normal([hidden, data], 0.05),
    b4: tf.zeros([data]),
  };
  return trained(engine, model, (v) => {
    const encoded = ops.linear(ops.linear(x, v.w1, v.b1, 'relu'), v.w2, v.b2);
    const [mean, logVariance] = tf.split(encoded, 2, 1);
    const noise = values.normal([batch, latent], 1);
    const z = tf.add(mean, tf.mul(noise, tf.exp(tf.mul(logVariance, 0.5))));
    const logits = ops.linear(ops.linear(z, v.w3, v.b3, 'relu'), v.w4, v.b4);
    const reconstruction = tf.sum(ops.bernoulliCrossEntropy(logits, x));
    const divergence = tf.sum(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1)));
    return tf.div(tf.add(reconstruction, tf.mul(0.5, divergence)), batch);
  });
}

function gru(engine, { batch, steps, vocabulary, hidden }) {
  const { tf, ops } = engine;
  const values = drawer(tf, 'bench/gru');
  const scale = 1 / Math.sqrt(hidden);
  const model = {
    table: values.normal([vocabulary, hidden], 0.1),
    wx: values.normal([hidden, 3 * hidden], scale),
    bx: tf.zeros([3 * hidden]),
    wh: values.normal([hidden, 2 * hidden], scale),
    wc: values.normal([hidden, hidden], scale),
    wo: values.normal([hidden, vocabulary], scale),
    bo: tf.zeros([vocabulary]),
  };
  const inputs = values.integers(steps * batch, vocabulary);
  const targets = values.integers(steps * batch, vocabulary);
  return trained(engine, model, (v) => {
    const projected = ops.linear(ops.embed(v.table, inputs), v.wx, v.bx);
    const states = ops.gru(projected, v.wh, v.wc, steps);
    return tf.mean(ops.softmaxCrossEntropy(ops.linear(states, v.wo, v.bo), targets));
  });
}

function transformer(engine, { batch, length, layers, width, heads, vocabulary }) {
  const { tf, ops } = engine;
  const values = drawer(tf, 'bench/transformer');
  const model = {
    table: values.normal([vocabulary, width], 0.02),
    places: values.normal([length, width], 0.02),
    out: values.normal([width, vocabulary], 0.02),
  };
  for (let l = 0; l < layers; l++) {
    Object.assign(model, {
      [`gainA${l}`]: tf.ones([width]),
      [`biasA${l}`]: tf.zeros([width]),
      [`qkv${l}`]: values.normal([width, 3 * width], 0.02),
      [`join${l}`]: values.normal([width, width], 0.02),
      [`gainM${l}`]: tf.ones([width]),
      [`biasM${l}`]: tf.zeros([width]),
      [`up${l}`]: values.normal([width, 4 * width], 0.02),
      [`upBias${l}`]: tf.zeros([4 * width]),
      [`down${l}`]: values.normal([4 * width, width], 0.02),
      [`downBias${l}`]: tf.zeros([width]),
    });
  }
  const inputs = values.integers(batch * length, vocabulary);
  const targets = values.integers(batch * length, vocabulary);
  return trained(engine, model, (v) => {
    const tokens = tf.reshape(ops.embed(v.table, inputs), [batch, length, width]);
    let x = tf.reshape(tf.add(tokens, v.places), [batch * length, width]);
    for (let l = 0; l < layers; l++) {
      const qkv = ops.linear(ops.layerNorm(x, v[`gainA${l}`], v[`biasA${l}`]), v[`qkv${l}`], null);
      x = tf.add(x, ops.linear(ops.causalAttention(qkv, { batch, length, heads }), v[`join${l}`], null));
      const normal = ops.layerNorm(x, v[`gainM${l}`], v[`biasM${l}`]);
      const up = ops.linear(normal, v[`up${l}`], v[`upBias${l}`], 'gelu');
      x = tf.add(x, ops.linear(up, v[`down${l}`], v[`downBias${l}`]));
    }
    return tf.mean(ops.softmaxCrossEntropy(ops.linear(x, v.out, null), targets));
  });
}

/** Seeded values: the same in every process. */
function drawer(tf, path) {
  const stream = new Stream(path);
  const size = (shape) => shape.reduce((product, length) => product * length, 1);
  return {
    normal: (shape, scale) => tf.tensor(stream.normals(size(shape), scale), shape),
    integers: (count, below) =>
      tf.tensor1d(
        Int32Array.from({ length: count }, () => stream.int(below)),
        'int32',
      ),
  };
}

function trained({ tf, ops }, model, loss) {
  const variables = Object.fromEntries(Object.entries(model).map(([name, value]) => [name, tf.variable(value)]));
  const adam = ops.createAdam(variables);
  const names = Object.keys(variables);
  const list = Object.values(variables);
  return () =>
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => loss(variables), list);
      adam.step(Object.fromEntries(names.map((name, i) => [name, grads[list[i].name]])), LEARNING_RATE);
      return value.dataSync()[0];
    });
}
