/** What strategies may ask of a fit beyond its plain loss: units left out of it, inputs moved to where it is higher. */
import { unitsOfShare } from '../../numerics/draw.ts';
import type { Tensor, Tensor1D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { FitOptions, Truncation } from '../learner.ts';

/**
 * Weights of a minibatch's units, 0 for those that a truncated loss leaves out `[units]`; null where it weighs all alike.
 * @param weights of the examples, or null where all are 1; not changed
 */
export function truncated(losses: Tensor1D, by: Truncation, weights: Float32Array | null): Float32Array | null {
  if ('focus' in by) return weights;
  const factors = weights === null ? new Float32Array(losses.size).fill(1) : weights.slice();
  const values = losses.dataSync() as Float32Array;
  if ('share' in by) dropLowest(values, by.share, factors);
  else dropConfident(values, by.confidence, factors);
  return factors;
}

/** Losses −ln p of units, each times (1 − p)^k for a whole k ≥ 1 (focal loss, Lin et al. 2017). Called inside a gradient tape. */
export function focal({ tf }: TensorEngine, losses: Tensor1D, k: number): Tensor1D {
  const doubt = tf.sub<Tensor1D>(1, tf.exp(tf.mul(losses, -1)));
  let focused = losses;
  for (let i = 0; i < k; i++) focused = tf.mul<Tensor1D>(focused, doubt);
  return focused;
}

/** Sets the factors of units whose probability is above `confidence` to 0 (truncated cross-entropy, Shabgahi et al. 2025). */
export function dropConfident(losses: Float32Array, confidence: number, factors: Float32Array): void {
  const least = -Math.log(confidence);
  for (const [unit, loss] of losses.entries()) if (loss < least) factors[unit] = 0;
}

/** Sets the factors of the share of units with the lowest losses to 0; ties go by position. */
export function dropLowest(losses: Float32Array, share: number, factors: Float32Array): void {
  const order = Array.from(losses.keys()).sort((a, b) => (losses[a] as number) - (losses[b] as number) || a - b);
  for (const unit of order.slice(0, unitsOfShare(share, losses.length))) factors[unit] = 0;
}

/**
 * Noise of at most `radius` in every component that raises the losses: one step along the gradient's sign (FGSM, Goodfellow
 * et al. 2015), or several smaller ones (PGD, Madry et al. 2018), from zero. Called inside a tidy.
 */
export function adversarialNoise(
  { tf }: TensorEngine,
  losses: (noise: Tensor) => Tensor1D,
  shape: readonly number[],
  { radius, steps }: NonNullable<FitOptions['adversarial']>,
): Tensor {
  const gradient = tf.grad((noise) => tf.sum(losses(noise)));
  // Of k steps each is a little longer than radius/k, so that the corners can be reached.
  const length = steps === 1 ? radius : (1.25 * radius) / steps;
  let noise: Tensor = tf.zeros([...shape]);
  for (let step = 0; step < steps; step++) {
    noise = tf.clipByValue(tf.add(noise, tf.mul(length, tf.sign(gradient(noise)))), -radius, radius);
  }
  return noise;
}
