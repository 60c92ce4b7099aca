/** How far a fitted linear model is from the true one. Inputs are N(0, I), the truth is y = x·w + N(0, σ²). */
import type { LinearModel } from '../../learners/linear-model.ts';

export interface LinearTruth {
  /** w `[d]` */
  readonly coefficients: Float64Array;
  /** σ */
  readonly noise: number;
}

/** E_x (x·ŵ − x·w)² = ‖ŵ − w‖². */
export function excessRisk(model: LinearModel, truth: LinearTruth): number {
  return model.coefficients.reduce((sum, value, j) => {
    const error = value - (truth.coefficients[j] as number);
    return sum + error * error;
  }, 0);
}

/** σ̂²/σ². */
export function noiseRatio(model: LinearModel, truth: LinearTruth): number {
  return (model.noise * model.noise) / (truth.noise * truth.noise);
}

/**
 * Mean over inputs of the squared 2-Wasserstein distance between the predictive distributions N(x·ŵ, σ̂²) and N(x·w, σ²):
 * ‖ŵ − w‖² + (σ̂ − σ)² (Givens & Shortt 1984).
 */
export function predictiveW2(model: LinearModel, truth: LinearTruth): number {
  const difference = model.noise - truth.noise;
  return excessRisk(model, truth) + difference * difference;
}
