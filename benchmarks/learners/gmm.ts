/** The mixture learner of gmm-2d: full-covariance Gaussians in the plane, maximum likelihood by EM. */
import type { Batch } from '../numerics/batch.ts';
import { type Mixture2d, mixtureLogDensity, packMixture, sampleMixture } from '../numerics/mixture-2d.ts';
import type { Stream } from '../numerics/stream.ts';
import { stepAway, stepAwayShares } from './extrapolate.ts';
import { expectationMaximisation } from './gmm-em.ts';
import { startMixture } from './gmm-start.ts';
import { sampleTempered } from './gmm-tempering.ts';
import { Divergence, type Fitted, type Learner } from './learner.ts';

/** scikit-learn's defaults. */
export const MAX_ITERATIONS = 100;
const TOLERANCE = 1e-3;
/** Where a tolerance is given. */
export const MOST_ITERATIONS = 1000;

export function gmmLearner(components: number, tolerance?: number): Learner<Mixture2d> {
  return {
    id: 'gmm',
    fit: (training, rng, options) => fitGmm(training, components, rng, { from: options?.from?.model, tolerance }),
    extrapolate: extrapolateGmm,
    sample: (model, units, rng, options) => {
      const temperature = options?.temperature ?? 1;
      return temperature === 1 ? sampleMixture(model, units, rng) : sampleTempered(model, units, rng, temperature);
    },
    logDensity: gmmLogDensity,
  };
}

/**
 * Fits k components to rows `[n, 2]`, from k-means unless from a mixture, for longer with a tolerance of its own. `epochs` is the number of EM iterations.
 * @throws Divergence where there are fewer examples than components, or values that are not finite
 */
export function fitGmm(
  training: Batch,
  components: number,
  rng: Stream,
  { from, tolerance }: { readonly from?: Mixture2d | undefined; readonly tolerance?: number | undefined } = {},
): Fitted<Mixture2d> {
  const { values } = training.rowData;
  if (training.count < components) {
    throw new Divergence(`${components} components can't be fitted to ${training.count} examples.`);
  }
  const start = from ?? startMixture(values, training.weights, components, rng);
  const fit = expectationMaximisation(values, training.weights, start, {
    maxIterations: tolerance === undefined ? MAX_ITERATIONS : MOST_ITERATIONS,
    tolerance: tolerance ?? TOLERANCE,
  });
  return { model: fit.mixture, epochs: fit.iterations, updates: fit.iterations };
}

/** Component by component: weights, means and covariances. @throws Divergence where a covariance is not positive definite */
function extrapolateGmm(model: Mixture2d, other: Mixture2d, weight: number): Mixture2d {
  const mixture = {
    weights: stepAwayShares(model.weights, other.weights, weight),
    means: stepAway(model.means, other.means, weight),
    covariances: stepAway(model.covariances, other.covariances, weight),
  };
  if (packMixture(mixture) === null)
    throw new Divergence('A component of the extrapolated mixture has a covariance that is not positive definite.');
  return mixture;
}

/** Log-density of rows `[n, 2]` in nats `[n]`. */
export function gmmLogDensity(model: Mixture2d, batch: Batch): Float64Array {
  const packed = packMixture(model);
  if (packed === null) throw new Divergence('A component of the mixture has a singular covariance.');
  return mixtureLogDensity(packed, batch.rowData.values);
}
