/** The world of `gaussian` in the truth's own units, N(0, I), and what metrics look at. */
import chisquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import type { z } from 'zod';
import { type Gaussian, gaussianLearner } from '../../learners/gaussian.ts';
import { lineMixtureLearner } from '../../learners/line-mixture.ts';
import { eigenvaluesOf } from '../../metrics/formulas/eigenvalues.ts';
import {
  mixtureCentralEscape,
  mixtureKl,
  mixtureMeanError,
  mixtureSquaredW2,
  mixtureTailMass,
  mixtureVariance,
} from '../../metrics/formulas/line-mixture.ts';
import { type Metric, measureAll } from '../../metrics/metric.ts';
import type { SeenGaussian } from '../../metrics/seen.ts';
import { Batch } from '../../numerics/batch.ts';
import type { LineMixture } from '../../numerics/line-mixture.ts';
import type { Stream } from '../../numerics/stream.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { World } from '../shared/benchmark.ts';
import type { params } from './card.ts';

/** The suite's simulator: a normal distribution a little off the mark, N(0.25, 1.2²) in every coordinate. */
const SIMULATOR = { mean: 0.25, deviation: 1.2 };

/** `metrics`: of the benchmark's card */
export function gaussianWorld<M extends SeenMetric>(
  { dimension, estimator, components }: z.infer<typeof params>,
  metrics: readonly M[],
): World<M['id']> {
  if (components !== undefined && dimension !== 1) {
    throw new HeirloomError(
      'bad-parameter',
      `Received components=${components} with dimension=${dimension}; mixtures are fitted in one dimension. Leave one of them out.`,
    );
  }
  // The outside check accepts what lies in the truth's central 95% region.
  const checkRadius = chisquareQuantile(0.95, dimension);
  return {
    learner: components === undefined ? gaussianLearner(dimension, estimator) : lineMixtureLearner(components),
    families: {},
    drawReal: (units, rng) => drawNormal(units, dimension, rng, 0, 1),
    simulate: (units, rng) => drawNormal(units, dimension, rng, SIMULATOR.mean, SIMULATOR.deviation),
    verify: (batch) => acceptWithin(batch, checkRadius),
    evaluate: ({ model, rng }) =>
      components === undefined
        ? measureGaussian(metrics, model as Gaussian, rng)
        : measureMixture(metrics, model as LineMixture),
  };
}

/** Every metric of a model in units of the truth, N(0, I). */
export function measureGaussian<M extends SeenMetric>(metrics: readonly M[], model: Gaussian, rng: Stream) {
  return measureAll(metrics as readonly Metric<M['id'], SeenGaussian>[], seen(model), rng);
}

/** What each metric of `gaussian` is for a mixture, whose mean and variance don't say all of it. */
const OF_MIXTURES: Readonly<Record<string, (model: LineMixture) => number>> = {
  w2: mixtureSquaredW2,
  'w2-root': (model) => Math.sqrt(mixtureSquaredW2(model)),
  kl: mixtureKl,
  'mean-error': mixtureMeanError,
  'variance-ratio': mixtureVariance,
  'tail-mass': mixtureTailMass,
  'central-escape': mixtureCentralEscape,
};

/** A metric that came later and says nothing of mixtures has no value there. */
function measureMixture<M extends SeenMetric>(metrics: readonly M[], model: LineMixture) {
  const values = metrics.map(({ id }) => [id, OF_MIXTURES[id]?.(model) ?? null]);
  return Object.fromEntries(values) as Record<M['id'], number | null>;
}

type SeenMetric = Metric<string, SeenGaussian>;

function seen(model: Gaussian): SeenGaussian {
  return { ...model, eigenvalues: () => eigenvaluesOf(model.covariance, model.mean.length) };
}

function drawNormal(units: number, dimension: number, rng: Stream, mean: number, deviation: number): Batch {
  const values = new Float64Array(units * dimension);
  for (let i = 0; i < values.length; i++) values[i] = mean + deviation * rng.normal();
  return Batch.rows(values, dimension);
}

function acceptWithin(batch: Batch, squaredRadius: number): Uint8Array {
  return Uint8Array.from({ length: batch.count }, (_, i) =>
    batch.row(i).reduce((sum, value) => sum + value * value, 0) <= squaredRadius ? 1 : 0,
  );
}
