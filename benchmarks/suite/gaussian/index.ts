import chisquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { type Gaussian, gaussianLearner } from '../../learners/gaussian.ts';
import { eigenvaluesOf } from '../../metrics/formulas/eigenvalues.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import type { SeenGaussian } from '../../metrics/seen.ts';
import { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { defineBenchmark, type MetricIdOf, type World } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { showReal } from './show-real.ts';

type MetricId = MetricIdOf<typeof card>;

/** The suite's simulator: a normal distribution a little off the mark, N(0.25, 1.2²) in every coordinate. */
const SIMULATOR = { mean: 0.25, deviation: 1.2 };

export default defineBenchmark(card, ({ sampleSize, dimension, estimator }) => {
  // The outside check accepts what lies in the truth's central 95% region.
  const checkRadius = chisquareQuantile(0.95, dimension);
  const world: World<MetricId> = {
    learner: gaussianLearner(dimension, estimator),
    families: {},
    drawReal: (units, rng) => drawNormal(units, dimension, rng, 0, 1),
    simulate: (units, rng) => drawNormal(units, dimension, rng, SIMULATOR.mean, SIMULATOR.deviation),
    verify: (batch) => acceptWithin(batch, checkRadius),
    evaluate: ({ model, rng }) => measureAll(card.metrics, seen(model as Gaussian), rng),
  };
  return {
    size: sampleSize,
    engine: PURE_ENGINE,
    truth: constantTruths(card.metrics),
    keptUnits: 500,
    open: () => world,
    showReal,
  };
});

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
