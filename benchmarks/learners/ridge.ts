/** Ridge regression without intercept (Hoerl & Kennard 1970): another model family for regression. */

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

export function ridgeLearner(inputs: Inputs, noise: LabelNoise, penalty: number): Learner<LinearModel> {
  return {
    id: 'ridge',
    fit: (training) => ({ model: fitRidge(training, inputs.dimension, penalty), epochs: 1, updates: 1 }),
    extrapolate: extrapolateLinear,
    sample: (model, units, rng, options) => sampleLinear(model, inputs, noise, units, rng, options),
    sampleAway: (model, guide, units, rng, options) =>
      sampleLinearAway(model, guide, inputs, noise, units, rng, options),
    logDensity: (model, batch) => linearLogDensity(model, noise, batch),
  };
}

/**
 * Fits ŵ = argmin Σ w r² + penalty·‖ŵ‖² to rows x…, y `[n, d+1]`, and σ̂² = Σ w r² / (Σw − tr H) with
 * H = X(XᵀWX + penalty·I)⁻¹XᵀW, the effective degrees of freedom of Hastie, Tibshirani & Friedman (2009, eq. 7.32).
 * @throws Divergence where no residual is left
 */
export function fitRidge(training: Batch, d: number, penalty: number): LinearModel {
  const { gram, moment, total } = normalEquations(training, d);
  const penalised = gram.slice();
  for (let j = 0; j < d; j++) penalised[j * d + j] = (penalised[j * d + j] as number) + penalty;
  const factor = choleskyFactor(penalised, d);
  if (factor === null) throw new Divergence('The penalised normal equations are singular.');
  return withResidualNoise(choleskySolve(factor, moment), training, total - traceOfSolved(factor, gram, d));
}
