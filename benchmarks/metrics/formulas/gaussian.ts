/** Distances and tails of a fitted Gaussian against the standard normal N(0, I), all in closed form. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Gaussian } from '../../learners/gaussian.ts';
import type { Setting } from '../../protocol/metric.ts';
import type { SeenGaussian } from '../seen.ts';

/** Squared length of the mean, in units of σ²; the truth's is 0. */
export function meanError({ mean }: Gaussian): number {
  return mean.reduce((sum, value) => sum + value * value, 0);
}

/**
 * Squared 2-Wasserstein distance to N(0, I): ‖μ‖² + Σ(√λ_i − 1)² with λ the eigenvalues of the covariance
 * (Givens & Shortt 1984, for commuting covariances).
 */
export function squaredW2(model: SeenGaussian): number {
  return model.eigenvalues().reduce((sum, value) => {
    const difference = Math.sqrt(value) - 1;
    return sum + difference * difference;
  }, meanError(model));
}

/** KL(model ‖ truth) in nats: ½(tr Σ + ‖μ‖² − d − ln det Σ). */
export function klDivergence(model: Gaussian): number {
  const dimension = model.mean.length;
  let sum = meanError(model) - dimension;
  for (let j = 0; j < dimension; j++) {
    sum += model.covariance[j * dimension + j] as number;
    sum -= 2 * Math.log(model.factor[j * dimension + j] as number);
  }
  return 0.5 * sum;
}

/** σ_g²/σ²: geometric mean over the coordinates' variances. */
export function varianceRatio({ mean, covariance }: Pick<Gaussian, 'mean' | 'covariance'>): number {
  const dimension = mean.length;
  if (dimension === 1) return covariance[0] as number;
  let sum = 0;
  for (let j = 0; j < dimension; j++) sum += Math.log(covariance[j * dimension + j] as number);
  return Math.exp(sum / dimension);
}

/** Mass that the truth has outside its own central interval used by `tailMass`. */
export const TAIL_MASS = 0.01;
export const TAIL_EDGE = normalQuantile(1 - TAIL_MASS / 2, 0, 1);

/** The model's mass outside the truth's central 99%, both sides; the mean over coordinates. Range [0, 1]. */
export function tailMass(model: Gaussian): number {
  return meanOverCoordinates(
    model,
    (mean, deviation) => normalCdf(-TAIL_EDGE, mean, deviation) + normalCdf(-TAIL_EDGE, -mean, deviation),
  );
}

/** Mass that the truth has outside its own central interval used by `centralEscape`. */
export const ESCAPE_MASS = 0.01;
const ESCAPE_EDGE = normalQuantile(1 - ESCAPE_MASS / 2, 0, 1);

/** The truth's mass outside the model's central 99%; the mean over coordinates. Range [0, 1]. */
export function centralEscape(model: Gaussian): number {
  return meanOverCoordinates(
    model,
    (mean, deviation) =>
      normalCdf(mean - ESCAPE_EDGE * deviation, 0, 1) + normalCdf(-mean - ESCAPE_EDGE * deviation, 0, 1),
  );
}

function meanOverCoordinates(
  { mean, covariance }: Gaussian,
  value: (mean: number, deviation: number) => number,
): number {
  const dimension = mean.length;
  let sum = 0;
  for (let j = 0; j < dimension; j++)
    sum += value(mean[j] as number, Math.sqrt(covariance[j * dimension + j] as number));
  return sum / dimension;
}

/**
 * Whether there is one dimension: then a Gaussian has two parameters, and every metric follows from the errors of its mean and its
 * variance. In more dimensions they are means over coordinates and no functions of each other, nor are a mixture's.
 */
export const isLine = ({ params }: Setting): boolean => params.dimension === 1 && params.components === undefined;

/** A Gaussian on the line with these errors; the metrics don't tell the sign of the mean. */
export function lineModel(meanError: number, variance: number): SeenGaussian {
  return {
    mean: Float64Array.of(Math.sqrt(meanError)),
    covariance: Float64Array.of(variance),
    factor: Float64Array.of(Math.sqrt(variance)),
    eigenvalues: () => [variance],
  };
}
