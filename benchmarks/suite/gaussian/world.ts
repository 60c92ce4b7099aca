/** The world of `gaussian` in the truth's own units, N(0, I), and what metrics look at. */
import chisquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import type { z } from 'zod';
import { type Gaussian, gaussianLearner } from '../../learners/gaussian.ts';
import { eigenvaluesOf } from '../../metrics/formulas/eigenvalues.ts';
import { type Metric, measureAll } from '../../metrics/metric.ts';
import type { SeenGaussian } from '../../metrics/seen.ts';
import { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import type { World } from '../shared/benchmark.ts';
import type { params } from './card.ts';

/** The suite's simulator: a normal distribution a little off the mark, N(0.25, 1.2²) in every coordinate. */
const SIMULATOR = { mean: 0.25, deviation: 1.2 };

/** `metrics`: of the benchmark's card */
export function gaussianWorld<M extends SeenMetric>(
  { dimension, estimator }: z.infer<typeof params>,
  metrics: readonly M[],
): World<M['id']> {
  // The outside check accepts what lies in the truth's central 95% region.
  const checkRadius = chisquareQuantile(0.95, dimension);
  return {
    learner: gaussianLearner(dimension, estimator),
    families: {},
    drawReal: (units, rng) => drawNormal(units, dimension, rng, 0, 1),
    simulate: (units, rng) => drawNormal(units, dimension, rng, SIMULATOR.mean, SIMULATOR.deviation),
    verify: (batch) => acceptWithin(batch, checkRadius),
    evaluate: ({ model, rng }) => measureGaussian(metrics, model as Gaussian, rng),
  };
}

/** Every metric of a model in units of the truth, N(0, I). */
export function measureGaussian<M extends SeenMetric>(metrics: readonly M[], model: Gaussian, rng: Stream) {
  return measureAll(metrics as readonly Metric<M['id'], SeenGaussian>[], seen(model), rng);
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
