/** Ordinary least squares without intercept. */

import type { Batch } from '../numerics/batch.ts';
import { choleskyFactor, choleskySolve, traceOfSolved } from '../numerics/cholesky.ts';
import { Divergence, type Learner } from './learner.ts';
import {
  extrapolateLinear,
  type Inputs,
  type LabelNoise,
  type LinearModel,
  linearLogDensity,
  normalEquations,
  sampleLinear,
  sampleLinearAway,
  withResidualNoise,
} from './linear-model.ts';

export function olsLearner(inputs: Inputs, noise: LabelNoise): Learner<LinearModel> {
  return {
    id: 'ols',
    fit: (training) => ({ model: fitOls(training, inputs.dimension), epochs: 1, updates: 1 }),
    extrapolate: extrapolateLinear,
    sample: (model, units, rng, options) => sampleLinear(model, inputs, noise, units, rng, options),
    sampleAway: (model, guide, units, rng, options) =>
      sampleLinearAway(model, guide, inputs, noise, units, rng, options),
    logDensity: (model, batch) => linearLogDensity(model, noise, batch),
  };
}

/**
 * Fits ŵ = argmin Σ w r² and σ̂² = Σ w r² / df to rows x…, y `[n, d+1]`.
 *
 * Weights say how much an example counts, not how noisy it is, so with errors of equal variance
 * E Σ w r² = σ²·(Σw − tr[(XᵀWX)⁻¹ XᵀW²X]): that is df, and σ̂² is unbiased for any weights and any scale of them. Without
 * weights it is n − d.
 * @throws Divergence where the inputs don't span all dimensions, or no residual is left
 */
export function fitOls(training: Batch, d: number): LinearModel {
  const { gram, squaredGram, moment, total } = normalEquations(training, d);
  const factor = choleskyFactor(gram, d);
  if (factor === null) throw new Divergence(`${training.count} examples don't determine ${d} coefficients.`);
  const used = training.weights === null ? d : traceOfSolved(factor, squaredGram, d);
  return withResidualNoise(choleskySolve(factor, moment), training, total - used);
}
