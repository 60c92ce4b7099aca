/**
 * The variational autoencoder of Kingma & Welling ("Auto-Encoding Variational Bayes", ICLR 2014, section 3 and appendix C):
 * pixels → hidden → a Gaussian over latents, and latents → hidden → one Bernoulli probability a pixel. Rectifiers instead of
 * the paper's tanh.
 */
import type { Tensor, Tensor1D, Tensor2D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { Stream } from '../../numerics/stream.ts';
import { glorotNormal, heNormal, zeros } from '../neural/initialise.ts';
import type { Tensors, Weights } from '../neural/weights.ts';

export interface VaeShape {
  /** Pixels of an image. */
  readonly width: number;
  /** Units of each hidden layer. */
  readonly hidden: number;
  /** Dimensions of the latent space. */
  readonly latents: number;
}

export interface Posterior {
  /** `[n, latents]` */
  readonly mean: Tensor2D;
  /** `[n, latents]` */
  readonly logVariance: Tensor2D;
}

/**
 * Seeded weights. The output's biases begin at the log-odds of the mean training image, which spares a short training the
 * steps that would only find it.
 * @param meanImage in [0, 1] `[width]`
 */
export function initialWeights({ width, hidden, latents }: VaeShape, meanImage: Float32Array, rng: Stream): Weights {
  return {
    'encoder.hidden.w': heNormal(width, hidden, rng.child('encoder.hidden')),
    'encoder.hidden.b': zeros(hidden),
    'encoder.mean.w': glorotNormal(hidden, latents, rng.child('encoder.mean')),
    'encoder.mean.b': zeros(latents),
    'encoder.logVariance.w': glorotNormal(hidden, latents, rng.child('encoder.logVariance')),
    'encoder.logVariance.b': zeros(latents),
    'decoder.hidden.w': heNormal(latents, hidden, rng.child('decoder.hidden')),
    'decoder.hidden.b': zeros(hidden),
    'decoder.pixels.w': glorotNormal(hidden, width, rng.child('decoder.pixels')),
    'decoder.pixels.b': { shape: [width], values: meanImage.map(logOdds) },
  };
}

/** Log-odds of a grey value; paper that never sees ink begins at 0.2%, from where it can still learn. */
function logOdds(value: number): number {
  const bounded = Math.min(0.998, Math.max(0.002, value));
  return Math.log(bounded / (1 - bounded));
}

/** What a gradient of our own is given: both tensors of a posterior, and where it keeps what its gradient needs. */
type Args = [mean: Tensor, logVariance: Tensor, save: (tensors: Tensor[]) => void];

/** q(z|x). input in [0, 1] `[n, width]`. */
export function encode(engine: TensorEngine, weights: Tensors, input: Tensor2D): Posterior {
  const hidden = layer(engine, weights, 'encoder.hidden', input, 'relu');
  return {
    mean: layer(engine, weights, 'encoder.mean', hidden),
    logVariance: layer(engine, weights, 'encoder.logVariance', hidden),
  };
}

/** Log-odds of every pixel. latents `[n, latents]` → `[n, width]`. */
export function decode(engine: TensorEngine, weights: Tensors, latents: Tensor2D): Tensor2D {
  return layer(engine, weights, 'decoder.pixels', layer(engine, weights, 'decoder.hidden', latents, 'relu'));
}

/**
 * Minus the evidence lower bound of each image, nats `[n]` (eq. 10 with one draw of the latents): the target's
 * cross-entropy under the decoder plus the divergence of q(z|input) from N(0, I).
 * @param noise standard normal `[n, latents]`
 */
export function negativeBound(
  engine: TensorEngine,
  weights: Tensors,
  input: Tensor2D,
  target: Tensor2D,
  noise: Tensor2D,
): Tensor1D {
  const { tf, ops } = engine;
  const { mean, logVariance } = encode(engine, weights, input);
  const latents = drawnLatents(engine, mean, logVariance, noise);
  const reconstruction = ops.bernoulliCrossEntropy(decode(engine, weights, latents), target);
  return tf.add<Tensor1D>(reconstruction, divergence(engine, mean, logVariance));
}

/** μ + σ·noise, differentiable in one step: as a chain of single operations their bookkeeping takes longer than they do. */
function drawnLatents({ tf }: TensorEngine, mean: Tensor2D, logVariance: Tensor2D, noise: Tensor2D): Tensor2D {
  return tf.customGrad((...args) => {
    const [mu, logVar, save] = args as Args;
    const deviation = tf.exp(tf.mul(logVar, 0.5));
    save([deviation]);
    return {
      value: tf.add(mu, tf.mul(deviation, noise)),
      gradFunc: (dy: Tensor, saved: Tensor[]) => [dy, tf.mul(tf.mul(tf.mul(dy, noise), saved[0] as Tensor), 0.5)],
    };
  })(mean, logVariance) as Tensor2D;
}

/** KL(N(μ, σ²) ‖ N(0, 1)) = ½ Σ (μ² + σ² − 1 − ln σ²), of each row `[n]`; differentiable in one step, as above. */
function divergence({ tf }: TensorEngine, mean: Tensor2D, logVariance: Tensor2D): Tensor1D {
  return tf.customGrad((...args) => {
    const [mu, logVar, save] = args as Args;
    const variance = tf.exp(logVar);
    save([mu, variance]);
    const surplus = tf.sub(tf.add(tf.square(mu), variance), tf.add(logVar, 1));
    return {
      value: tf.mul(0.5, tf.sum(surplus, 1)),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [m, v] = saved as [Tensor, Tensor];
        const each = tf.expandDims(tf.mul(dy, 0.5), 1);
        // Rounded as the chain's own gradients would be.
        return [tf.mul(each, tf.mul(m, 2)), tf.sub(tf.mul(each, v), each)];
      },
    };
  })(mean, logVariance) as Tensor1D;
}

/** The decoder's probabilities at the encoder's mean. input in [0, 1] `[n, width]` → `[n, width]`. */
export function reconstruct(engine: TensorEngine, weights: Tensors, input: Tensor2D): Tensor2D {
  return engine.tf.sigmoid(decode(engine, weights, encode(engine, weights, input).mean));
}

function layer(
  { ops }: TensorEngine,
  weights: Tensors,
  name: string,
  input: Tensor2D,
  activation: 'none' | 'relu' = 'none',
): Tensor2D {
  return ops.linear(input, weights[`${name}.w`] as Tensor2D, weights[`${name}.b`] as Tensor1D, activation);
}
