import type { Mixture2d } from '../../numerics/mixture-2d.ts';

/**
 * Determinant of the pooled within-component covariance Σ_j w_j·Σ_j over the truth's. Closed form; the mean of the
 * components, not the spread of the whole mixture, because that lives in the weights and is almost a martingale: under
 * replacement M maximum-likelihood samples shrink the pooled covariance by about 1 − k/M a generation.
 */
export function detRatio(model: Mixture2d, truth: Mixture2d): number {
  return pooledDeterminant(model) / pooledDeterminant(truth);
}

function pooledDeterminant({ weights, covariances }: Mixture2d): number {
  let [xx, xy, yy] = [0, 0, 0];
  for (let j = 0; j < weights.length; j++) {
    const weight = weights[j] as number;
    xx += weight * (covariances[3 * j] as number);
    xy += weight * (covariances[3 * j + 1] as number);
    yy += weight * (covariances[3 * j + 2] as number);
  }
  return xx * yy - xy * xy;
}
