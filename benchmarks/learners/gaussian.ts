/** The Gaussian learner: a mean and a covariance matrix, in closed form. */
import { CholeskyDecomposition, inverse, Matrix } from 'ml-matrix';
import { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';
import { stepAway } from './extrapolate.ts';
import { Divergence, type Guide, type Learner } from './learner.ts';

export interface Gaussian {
  /** `[d]` */
  readonly mean: Float64Array;
  /** `[d, d]`, row-major. */
  readonly covariance: Float64Array;
  /** Lower Cholesky factor of the covariance, `[d, d]`, row-major. */
  readonly factor: Float64Array;
}

/** `unbiased` divides by M − 1, `mle` by M; with weights w by Σw − Σw²/Σw and by Σw. */
export type Estimator = 'unbiased' | 'mle';

export function gaussianLearner(dimension: number, estimator: Estimator): Learner<Gaussian> {
  return {
    id: 'gaussian',
    fit: (training) => ({ model: fitGaussian(training, dimension, estimator), epochs: 1, updates: 1 }),
    extrapolate: extrapolateGaussian,
    sample: (model, units, rng, options) => sampleGaussian(model, units, rng, options?.temperature ?? 1),
    sampleAway: (model, guide, units, rng, options) =>
      sampleGaussian(guidedGaussian(model, guide), units, rng, options?.temperature ?? 1),
    logDensity: gaussianLogDensity,
  };
}

/**
 * Estimates mean and covariance of rows `[n, d]`.
 * @throws Divergence where the covariance is not positive definite (too few distinct examples)
 */
export function fitGaussian(training: Batch, dimension: number, estimator: Estimator): Gaussian {
  const { values } = training.rowData;
  const n = training.count;
  const weights = training.weights;
  let total = 0;
  let squares = 0;
  const mean = new Float64Array(dimension);
  for (let i = 0; i < n; i++) {
    const weight = weights?.[i] ?? 1;
    total += weight;
    squares += weight * weight;
    for (let j = 0; j < dimension; j++) mean[j] = (mean[j] as number) + weight * (values[i * dimension + j] as number);
  }
  for (let j = 0; j < dimension; j++) mean[j] = (mean[j] as number) / total;
  const covariance = new Float64Array(dimension * dimension);
  for (let i = 0; i < n; i++) {
    const weight = weights?.[i] ?? 1;
    for (let j = 0; j < dimension; j++) {
      const dj = weight * ((values[i * dimension + j] as number) - (mean[j] as number));
      for (let k = 0; k <= j; k++) {
        const at = j * dimension + k;
        covariance[at] =
          (covariance[at] as number) + dj * ((values[i * dimension + k] as number) - (mean[k] as number));
      }
    }
  }
  const divisor = estimator === 'mle' ? total : total - squares / total;
  if (!(divisor > 0)) throw new Divergence(`A covariance can't be estimated from ${n} examples.`);
  for (let j = 0; j < dimension; j++) {
    for (let k = 0; k <= j; k++) {
      const value = (covariance[j * dimension + k] as number) / divisor;
      covariance[j * dimension + k] = value;
      covariance[k * dimension + j] = value;
    }
  }
  return { mean, covariance, factor: cholesky(covariance, dimension) };
}

/** Mean and covariance, each a step away from the other's. @throws Divergence where the covariance is not positive definite */
function extrapolateGaussian(model: Gaussian, other: Gaussian, weight: number): Gaussian {
  const covariance = stepAway(model.covariance, other.covariance, weight);
  const mean = stepAway(model.mean, other.mean, weight);
  return { mean, covariance, factor: cholesky(covariance, mean.length) };
}

/**
 * p^(1+ω)/q^ω of two Gaussians is one: with the precisions P and Q its own is (1+ω)P − ωQ, and its mean what (1+ω)Pμ − ωQν makes with it.
 * @throws Divergence where that precision is not positive definite
 */
export function guidedGaussian(model: Gaussian, { model: other, weight }: Guide<Gaussian>): Gaussian {
  const dimension = model.mean.length;
  const [own, away] = [precision(model), precision(other)];
  const guided = Matrix.mul(own, 1 + weight).sub(Matrix.mul(away, weight));
  // Symmetric but for rounding.
  if (!new CholeskyDecomposition(guided.clone().add(guided.transpose()).mul(0.5)).isPositiveDefinite())
    throw new Divergence(`Guidance of ${weight} leaves no distribution: its precision is not positive definite.`);
  const inverted = inverse(guided);
  const covariance = Float64Array.from(inverted.add(inverted.transpose()).mul(0.5).to1DArray());
  const pull = own.mmul(Matrix.columnVector(model.mean)).mul(1 + weight);
  pull.sub(away.mmul(Matrix.columnVector(other.mean)).mul(weight));
  const mean = Float64Array.from(Matrix.from1DArray(dimension, dimension, covariance).mmul(pull).to1DArray());
  return { mean, covariance, factor: cholesky(covariance, dimension) };
}

function precision({ mean, covariance }: Gaussian): Matrix {
  return inverse(Matrix.from1DArray(mean.length, mean.length, covariance));
}

function cholesky(covariance: Float64Array, dimension: number): Float64Array {
  if (dimension === 1) {
    const variance = covariance[0] as number;
    if (!(variance > 0)) throw new Divergence(`The fitted variance is ${variance}.`);
    return Float64Array.of(Math.sqrt(variance));
  }
  const decomposition = new CholeskyDecomposition(Matrix.from1DArray(dimension, dimension, covariance));
  if (!decomposition.isPositiveDefinite()) throw new Divergence('The fitted covariance is not positive definite.');
  return Float64Array.from(decomposition.lowerTriangularMatrix.to1DArray());
}

/** Draws `[units, d]`. Temperature T multiplies the covariance: p^(1/T), normalised. */
function sampleGaussian({ mean, factor }: Gaussian, units: number, rng: Stream, temperature: number): Batch {
  const dimension = mean.length;
  const values = new Float64Array(units * dimension);
  const normals = new Float64Array(dimension);
  const scale = Math.sqrt(temperature);
  for (let i = 0; i < units; i++) {
    for (let j = 0; j < dimension; j++) normals[j] = rng.normal();
    for (let j = 0; j < dimension; j++) {
      let value = 0;
      for (let k = 0; k <= j; k++) value += (factor[j * dimension + k] as number) * (normals[k] as number);
      values[i * dimension + j] = (mean[j] as number) + scale * value;
    }
  }
  return Batch.rows(values, dimension);
}

function gaussianLogDensity({ mean, factor }: Gaussian, batch: Batch): Float64Array {
  const dimension = mean.length;
  const { values } = batch.rowData;
  const solved = new Float64Array(dimension);
  let constant = -0.5 * dimension * Math.log(2 * Math.PI);
  for (let j = 0; j < dimension; j++) constant -= Math.log(factor[j * dimension + j] as number);
  const result = new Float64Array(batch.count);
  for (let i = 0; i < batch.count; i++) {
    let squared = 0;
    for (let j = 0; j < dimension; j++) {
      let value = (values[i * dimension + j] as number) - (mean[j] as number);
      for (let k = 0; k < j; k++) value -= (factor[j * dimension + k] as number) * (solved[k] as number);
      value /= factor[j * dimension + j] as number;
      solved[j] = value;
      squared += value * value;
    }
    result[i] = constant - 0.5 * squared;
  }
  return result;
}
