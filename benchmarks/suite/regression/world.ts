/** The world of `regression` in the truth's own units, σ = 1, and what metrics look at. */
import type { z } from 'zod';
import { type LabelNoise, type LinearModel, labelInputs, residuals } from '../../learners/linear-model.ts';
import { olsLearner } from '../../learners/ols.ts';
import { ridgeLearner } from '../../learners/ridge.ts';
import type { LinearTruth } from '../../metrics/formulas/regression.ts';
import { measureAll } from '../../metrics/metric.ts';
import type { Stream } from '../../numerics/stream.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { MetricIdOf, World } from '../shared/benchmark.ts';
import { card, type params } from './card.ts';
import { fixedInputs, freshInputs } from './inputs.ts';

const SQUARED_LENGTH = 25;
/** The ridge family's penalty on ‖w‖²; scikit-learn's default. */
const RIDGE_PENALTY = 1;
/** The outside check accepts the central 95% of the true labels. */
const VERIFIED_DEVIATIONS = 1.96;

export interface LinearWorlds {
  readonly truth: LinearTruth;
  /** A seed's world. `rng`: for a design that is drawn once */
  open(rng: Stream): World<MetricIdOf<typeof card>>;
}

/** @throws HeirloomError bad-parameter where there are too few examples for a residual */
export function linearWorlds({ sampleSize, dimension, design, noise }: z.infer<typeof params>): LinearWorlds {
  if (sampleSize <= dimension) {
    throw new HeirloomError(
      'bad-parameter',
      `regression received sampleSize=${sampleSize} and dimension=${dimension}; expected sampleSize > dimension, since least squares needs a residual.`,
      { context: { sampleSize, dimension } },
    );
  }
  const truth: LinearTruth = {
    coefficients: new Float64Array(dimension).fill(Math.sqrt(SQUARED_LENGTH / dimension)),
    noise: 1,
  };
  const labelNoise: LabelNoise = noise === 'known' ? { kind: 'known', deviation: truth.noise } : { kind: 'estimated' };
  return {
    truth,
    open: (rng) => {
      const inputs =
        design === 'fixed' ? fixedInputs(dimension, sampleSize, rng.child('design')) : freshInputs(dimension);
      return {
        learner: olsLearner(inputs, labelNoise),
        families: { ridge: ridgeLearner(inputs, labelNoise, RIDGE_PENALTY) },
        drawReal: (units, stream) =>
          labelInputs(
            inputs.draw(units, stream.child('inputs')),
            truth.coefficients,
            truth.noise,
            stream.child('labels'),
          ),
        evaluate: ({ model, rng }) => measureAll(card.metrics, { model: model as LinearModel, truth }, rng),
        verify: (batch) =>
          Uint8Array.from(residuals(truth.coefficients, batch), (residual) =>
            Math.abs(residual) <= VERIFIED_DEVIATIONS * truth.noise ? 1 : 0,
          ),
      };
    },
  };
}
