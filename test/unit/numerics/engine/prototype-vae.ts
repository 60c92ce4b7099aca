/**
 * A VAE 784-400-20 on noise, batch 128, from one seed. Its loss after three steps of Adam was 558.789 on tfjs's cpu backend
 * and written out by hand, and 558.786 in jax-js.
 */
import type { Tensor, Tensor1D, Tensor2D, TensorEngine, Variable } from '#benchmarks/numerics/engine/engine.ts';

const [BATCH, DATA, HIDDEN, LATENT] = [128, 784, 400, 20];

export function prototypeVaeLoss({ tf, ops }: TensorEngine, steps: number): number {
  const random = mulberry32(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const draw = (shape: [number, number], one: () => number) =>
    tf.tensor2d(Float32Array.from({ length: shape[0] * shape[1] }, one), shape);
  const weights = (shape: [number, number], scale: number) => tf.variable(draw(shape, () => normal() * scale));
  const zeros = (size: number) => tf.variable(tf.zeros([size]));

  let loss = Number.NaN;
  tf.tidy(() => {
    // In this order: it is the order of the draws.
    const model = {
      w1: weights([DATA, HIDDEN], 1 / 28),
      wMean: weights([HIDDEN, LATENT], 0.05),
      wLogVariance: weights([HIDDEN, LATENT], 0.05),
      w3: weights([LATENT, HIDDEN], 0.2),
      w4: weights([HIDDEN, DATA], 0.05),
      b1: zeros(HIDDEN),
      bMean: zeros(LATENT),
      bLogVariance: zeros(LATENT),
      b3: zeros(HIDDEN),
      b4: zeros(DATA),
    };
    const x = draw([BATCH, DATA], random);
    const variables: Record<string, Variable> = model;
    const adam = ops.createAdam(variables, { epsilon: 1e-7 });
    const linear = (input: Tensor, w: Variable, b: Variable, activation: 'none' | 'relu' = 'none') =>
      ops.linear(input as Tensor2D, w as unknown as Tensor2D, b as unknown as Tensor1D, activation);
    for (let step = 0; step <= steps; step++) {
      const noise = draw([BATCH, LATENT], normal);
      const { value, grads } = tf.variableGrads(() => {
        const hidden = linear(x, model.w1, model.b1, 'relu');
        const mean = linear(hidden, model.wMean, model.bMean);
        const logVariance = linear(hidden, model.wLogVariance, model.bLogVariance);
        const z = tf.add(mean, tf.mul(noise, tf.exp(tf.mul(logVariance, 0.5))));
        const logits = linear(linear(z, model.w3, model.b3, 'relu'), model.w4, model.b4);
        const divergence = tf.sub(tf.sub(tf.add(1, logVariance), tf.square(mean)), tf.exp(logVariance));
        const reconstruction = tf.sum(ops.bernoulliCrossEntropy(logits, x));
        return tf.div(tf.add(reconstruction, tf.mul(-0.5, tf.sum(divergence))), BATCH);
      }, Object.values(model));
      loss = value.dataSync()[0] as number;
      const named = Object.entries(variables).map(([name, variable]) => [name, grads[variable.name] as Tensor]);
      adam.step(Object.fromEntries(named), 1e-3);
    }
    adam.dispose();
    tf.dispose(model);
  });
  return loss;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
