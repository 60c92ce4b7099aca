/** What strategies may ask of a fit beyond its plain loss: units left out of it, inputs moved to where it is higher. */
import { unitsOfShare } from '../../numerics/draw.ts';
import type { Tensor, Tensor1D, TensorEngine } from '../../numerics/engine/engine.ts';
import type { FitOptions } from '../learner.ts';

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
