/** Fréchet distance between Gaussians fitted to features of images (Dowson & Landau 1982; Heusel et al. 2017). */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Mean and covariance of features. */
export interface Moments {
  /** `[d]` */
  readonly mean: Float64Array;
  /** `[d, d]` */
  readonly covariance: Matrix;
}

/**
 * Weighted mean and covariance Σ w (x − μ)(x − μ)ᵀ / Σ w · n/(n − 1), which is the unbiased one where weights are equal.
 * @param features `[n, d]`, row-major
 * @param weights non-negative `[n]`; all 1 where left out
 */
export function momentsOf(features: ArrayLike<number>, d: number, weights?: ArrayLike<number>): Moments {
  const n = features.length / d;
  const weightOf = (i: number): number => (weights === undefined ? 1 : (weights[i] as number));
  let total = 0;
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    total += weightOf(i);
    for (let j = 0; j < d; j++) mean[j] = (mean[j] as number) + weightOf(i) * (features[i * d + j] as number);
  }
  for (let j = 0; j < d; j++) mean[j] = (mean[j] as number) / total;
  const sums = new Float64Array(d * d);
  const centred = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) centred[j] = (features[i * d + j] as number) - (mean[j] as number);
    for (let j = 0; j < d; j++) {
      const scaled = weightOf(i) * (centred[j] as number);
      // Rectified features are often 0, but their centred values are not: no shortcut here.
      for (let k = 0; k <= j; k++) sums[j * d + k] = (sums[j * d + k] as number) + scaled * (centred[k] as number);
    }
  }
  const covariance = new Matrix(d, d);
  const divisor = (total * (n - 1)) / n;
  for (let j = 0; j < d; j++) {
    for (let k = 0; k <= j; k++) {
      covariance.set(j, k, (sums[j * d + k] as number) / divisor);
      covariance.set(k, j, (sums[j * d + k] as number) / divisor);
    }
  }
  return { mean, covariance };
}

/**
 * Moments of a mixture with these weights: μ = Σ w_c μ_c and Σ w_c (Σ_c + (μ_c − μ)(μ_c − μ)ᵀ).
 * @param weights non-negative, sum 1 `[parts]`
 */
export function mixtureMoments(parts: readonly Moments[], weights: ArrayLike<number>): Moments {
  const d = (parts[0] as Moments).mean.length;
  const mean = new Float64Array(d);
  for (const [c, part] of parts.entries()) {
    for (let j = 0; j < d; j++) mean[j] = (mean[j] as number) + (weights[c] as number) * (part.mean[j] as number);
  }
  const covariance = Matrix.zeros(d, d);
  for (const [c, part] of parts.entries()) {
    const away = Matrix.columnVector(part.mean.map((value, j) => value - (mean[j] as number)));
    covariance.add(Matrix.add(part.covariance, away.mmul(away.transpose())).mul(weights[c] as number));
  }
  return { mean, covariance };
}

/** ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2(Σ₁^½ Σ₂ Σ₁^½)^½), in squared units of the features; 0 where the moments are equal. */
export function frechetDistance(a: Moments, b: Moments): number {
  let distance = 0;
  for (let j = 0; j < a.mean.length; j++) {
    const difference = (a.mean[j] as number) - (b.mean[j] as number);
    distance += difference * difference;
  }
  const root = symmetricRoot(a.covariance);
  const product = root.mmul(b.covariance).mmul(root);
  // Rounding leaves the product a little asymmetric.
  const symmetric = Matrix.add(product, product.transpose()).mul(0.5);
  const roots = eigenvalues(symmetric).realEigenvalues.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
  return Math.max(0, distance + a.covariance.trace() + b.covariance.trace() - 2 * roots);
}

/** The symmetric root of a positive semi-definite matrix; rounding below 0 counts as 0. */
function symmetricRoot(matrix: Matrix): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = eigenvalues(matrix);
  const scaled = eigenvectorMatrix.clone().mulRowVector(realEigenvalues.map((value) => Math.sqrt(Math.max(0, value))));
  return scaled.mmul(eigenvectorMatrix.transpose());
}

const eigenvalues = (matrix: Matrix) => new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
