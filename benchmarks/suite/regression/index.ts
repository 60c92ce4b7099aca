import { type LabelNoise, type LinearModel, labelInputs, residuals } from '../../learners/linear-model.ts';
import { olsLearner } from '../../learners/ols.ts';
import { ridgeLearner } from '../../learners/ridge.ts';
import type { LinearTruth } from '../../metrics/formulas/regression.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { defineBenchmark } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { fixedInputs, freshInputs } from './inputs.ts';
import { showReal } from './show-real.ts';

const SQUARED_LENGTH = 25;
/** The ridge family's penalty on ‖w‖²; scikit-learn's default. */
const RIDGE_PENALTY = 1;
/** The outside check accepts the central 95% of the true labels. */
const VERIFIED_DEVIATIONS = 1.96;

export default defineBenchmark(card, ({ sampleSize, dimension, design, noise }) => {
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
    size: sampleSize,
    engine: PURE_ENGINE,
    truth: constantTruths(card.metrics),
    keptUnits: Math.min(500, sampleSize),
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
    showReal: (batch) => showReal(batch, truth),
  };
});
