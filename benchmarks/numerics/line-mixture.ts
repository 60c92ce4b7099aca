/** Finite mixtures of Gaussians on the line. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** All `[k]`; weights sum to 1, deviations are positive. */
export interface LineMixture {
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** Fills in the components' shares of a point; returns its density. */
export function respond({ weights, means, deviations }: LineMixture, x: number, into: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    const z = (x - (means[k] as number)) / (deviations[k] as number);
    into[k] = ((weights[k] as number) / (deviations[k] as number)) * Math.exp(-0.5 * z * z);
    sum += into[k] as number;
  }
  for (let k = 0; k < weights.length; k++) into[k] = sum > 0 ? (into[k] as number) / sum : (weights[k] as number);
  return sum / Math.sqrt(2 * Math.PI);
}

/** Of the mixture at a point of the line. */
export function density(model: LineMixture, x: number): number {
  return respond(model, x, new Float64Array(model.weights.length));
}

/** The mixture's mass below a point of the line. */
export function massBelow({ weights, means, deviations }: LineMixture, x: number): number {
  return weights.reduce(
    (sum, weight, k) => sum + weight * normalCdf(x, means[k] as number, deviations[k] as number),
    0,
  );
}
