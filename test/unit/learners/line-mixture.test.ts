import { describe, expect, it } from 'vitest';
import { fitGaussian } from '#benchmarks/learners/gaussian.ts';
import { Divergence } from '#benchmarks/learners/learner.ts';
import { fitLineMixture, LINE_MAX_ITERATIONS, lineMixtureLearner } from '#benchmarks/learners/line-mixture.ts';
import { centralEscape, klDivergence, lineModel, squaredW2, tailMass } from '#benchmarks/metrics/formulas/gaussian.ts';
import {
  mixtureCentralEscape,
  mixtureKl,
  mixtureMeanError,
  mixtureSquaredW2,
  mixtureTailMass,
  mixtureVariance,
} from '#benchmarks/metrics/formulas/line-mixture.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { density, type LineMixture, massBelow } from '#benchmarks/numerics/line-mixture.ts';
import { mean, sampleVariance } from '#benchmarks/numerics/statistics.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { updatesOfFit } from '#benchmarks/protocol/card.ts';
import { card } from '#benchmarks/suite/gaussian/2/card.ts';

const rows = (...values: number[]) => Batch.rows(Float64Array.from(values), 1);
const mixture = (weights: number[], means: number[], deviations: number[]): LineMixture => ({
  weights: Float64Array.from(weights),
  means: Float64Array.from(means),
  deviations: Float64Array.from(deviations),
});

const SAMPLE = [-2.1, -1.7, -1.5, -1.2, -0.9, 0.1, 0.4, 0.6, 0.9, 1.1, 1.3, 1.4, 1.9, 2.4, 3.0];

describe('a mixture on the line', () => {
  // scikit-learn 1.9.1: GaussianMixture(2, covariance_type='diag', reg_covar=0, tol=1e-12, max_iter=10000) from the moments of
  // the sorted sample's first 8 and last 7 values.
  it('is what scikit-learn’s EM ends in', () => {
    const { model } = fitLineMixture(rows(...SAMPLE), 2);
    expect(model.weights[0]).toBeCloseTo(0.32097294, 2);
    expect(model.means[0]).toBeCloseTo(-1.49749621, 2);
    expect(model.means[1]).toBeCloseTo(1.26748375, 2);
    expect(model.deviations[0]).toBeCloseTo(0.40732615, 2);
    expect(model.deviations[1]).toBeCloseTo(0.90875536, 2);
  });

  it('has the sample’s own mean and variance, as every maximum of the likelihood', () => {
    const { model } = fitLineMixture(rows(...SAMPLE), 2);
    const {
      mean: [ofOne],
      covariance,
    } = fitGaussian(rows(...SAMPLE), 1, 'mle');
    expect(Math.sqrt(mixtureMeanError(model))).toBeCloseTo(ofOne as number, 9);
    expect(mixtureVariance(model)).toBeCloseTo(covariance[0] as number, 9);
  });

  it('takes weights as repetitions, in any order of the examples', () => {
    const weighted = Batch.rows(Float64Array.of(2, -1, 0.5, -1.5, 1), 1).withWeights(Float64Array.of(1, 2, 1, 1, 3));
    const { model } = fitLineMixture(weighted, 2);
    expect(mixtureMeanError(model)).toBeCloseTo(((2 - 2 + 0.5 - 1.5 + 3) / 8) ** 2, 12);
  });

  it('stops where nothing can be fitted', () => {
    expect(() => fitLineMixture(rows(1), 2)).toThrow(Divergence);
    expect(() => fitLineMixture(rows(1, 1, 1), 2)).toThrow('no variance');
  });

  it('samples from itself: mean and variance within five standard errors', async () => {
    const model = mixture([0.3, 0.7], [-1, 0.5], [0.4, 1.2]);
    const n = 100_000;
    const { values } = (await lineMixtureLearner(2).sample(model, n, new Stream('line'))).rowData;
    const variance = 1.5285;
    expect(Math.abs(mean(values) - 0.05)).toBeLessThan(5 * Math.sqrt(variance / n));
    expect(Math.abs(sampleVariance(values) - variance)).toBeLessThan(5 * variance * Math.sqrt(2.5 / n));
    expect(massBelow(model, 0.3) - massBelow(model, 0.2)).toBeCloseTo(0.1 * density(model, 0.25), 4);
  });

  it('makes at most the updates that the card says', () => {
    const params = card.params.parse({ components: 2 });
    expect(updatesOfFit(card, { ...params, components: 2 })).toBe(LINE_MAX_ITERATIONS);
  });
});

describe('its metrics', () => {
  it('are those of the Gaussian that it is, where it has one component or two equal ones', () => {
    const gaussian = lineModel(0.25, 0.64);
    for (const model of [mixture([1], [0.5], [0.8]), mixture([0.4, 0.6], [0.5, 0.5], [0.8, 0.8])]) {
      expect(mixtureSquaredW2(model)).toBeCloseTo(squaredW2(gaussian), 7);
      expect(mixtureKl(model)).toBeCloseTo(klDivergence(gaussian), 7);
      expect(mixtureTailMass(model)).toBeCloseTo(tailMass(gaussian), 12);
      expect(mixtureCentralEscape(model)).toBeCloseTo(centralEscape(gaussian), 10);
      expect(mixtureMeanError(model)).toBeCloseTo(0.25, 12);
      expect(mixtureVariance(model)).toBeCloseTo(0.64, 12);
    }
  });

  // SciPy 1.17: quad over quantiles by brentq, norm.cdf and norm.sf.
  it('are what SciPy integrates for two components', () => {
    const model = mixture([0.3, 0.7], [-1, 0.5], [0.4, 1.2]);
    expect(mixtureSquaredW2(model)).toBeCloseTo(0.09302247482033181, 7);
    expect(mixtureKl(model)).toBeCloseTo(0.12126308625267698, 7);
    expect(mixtureMeanError(model)).toBeCloseTo(0.0025, 12);
    expect(mixtureVariance(model)).toBeCloseTo(1.5285, 12);
    expect(mixtureTailMass(model)).toBeCloseTo(0.03292175976331408, 10);
    expect(mixtureCentralEscape(model)).toBeCloseTo(0.007553913698371603, 10);
  });
});
