import { describe, expect, it } from 'vitest';
import { fitGaussian, gaussianLearner } from '#benchmarks/learners/gaussian.ts';
import { Divergence } from '#benchmarks/learners/learner.ts';
import { eigenvaluesOf } from '#benchmarks/metrics/formulas/eigenvalues.ts';
import {
  centralEscape,
  klDivergence,
  squaredW2,
  tailMass,
  varianceRatio,
} from '#benchmarks/metrics/formulas/gaussian.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const rows = Float64Array.of(0.5, 1, -1, 2, 3, -2, 0.25, 0.75, 1.5, -0.5);
const weights = Float64Array.of(1, 2, 0.5, 1, 3);

// The literals below: numpy 1.24.2 (Debian), x = np.array([[.5,1],[-1,2],[3,-2],[.25,.75],[1.5,-.5]]).
describe('fitGaussian', () => {
  it('divides by n − 1 (np.cov(x.T))', () => {
    const { mean, covariance } = fitGaussian(Batch.rows(rows, 2), 2, 'unbiased');
    expect([...mean]).toEqual([0.85, 0.25]);
    [2.2375, -2.28125, -2.28125, 2.375].forEach((value, i) => {
      expect(covariance[i]).toBeCloseTo(value, 12);
    });
  });
  it('divides by n (np.cov(x.T, bias=True))', () => {
    const { covariance } = fitGaussian(Batch.rows(rows, 2), 2, 'mle');
    [1.79, -1.825, -1.825, 1.9].forEach((value, i) => {
      expect(covariance[i]).toBeCloseTo(value, 12);
    });
  });
  it('takes weights as reliabilities (np.cov(x.T, aweights=[1,2,.5,1,3]))', () => {
    const { mean, covariance } = fitGaussian(Batch.rows(rows, 2).withWeights(weights), 2, 'unbiased');
    [0.6333333333333333, 0.43333333333333335].forEach((value, i) => {
      expect(mean[i]).toBeCloseTo(value, 12);
    });
    [1.9306402439024395, -1.9428353658536586, -1.9428353658536588, 1.9946646341463414].forEach((value, i) => {
      expect(covariance[i]).toBeCloseTo(value, 10);
    });
  });
  it('diverges where the examples do not span the space', () => {
    expect(() => fitGaussian(Batch.rows(Float64Array.of(1, 1, 1), 1), 1, 'unbiased')).toThrow(Divergence);
    expect(() => fitGaussian(Batch.rows(Float64Array.of(1, 2, 2, 4, 3, 6), 2), 2, 'unbiased')).toThrow(Divergence);
  });
});

const model = {
  mean: Float64Array.of(0.3),
  covariance: Float64Array.of(0.49),
  factor: Float64Array.of(0.7),
};

describe('metrics of N(0.3, 0.7²) against N(0, 1)', () => {
  it('W₂² = 0.3² + (0.7 − 1)²', () =>
    expect(squaredW2({ ...model, eigenvalues: () => eigenvaluesOf(model.covariance, 1) })).toBeCloseTo(0.18, 14));
  it('KL = ½(0.49 + 0.09 − 1 − ln 0.49)', () =>
    expect(klDivergence(model)).toBeCloseTo(0.5 * (0.58 - 1 - Math.log(0.49)), 14));
  it('variance ratio', () => expect(varianceRatio(model)).toBe(0.49));
  // scipy 1.10.1: q = norm.isf(.005); norm.sf(q, .3, .7) + norm.cdf(-q, .3, .7)
  it('tail mass', () => expect(tailMass(model)).toBeCloseTo(0.0005945525409801883, 12));
  // scipy 1.10.1: q = norm.isf(.005); norm.cdf(.3 - q*.7) + norm.sf(.3 + q*.7)
  it('escaped mass', () => expect(centralEscape(model)).toBeCloseTo(0.0841385077777642, 12));
  it('is the truth’s own where the model is the truth', () => {
    const truth = { mean: Float64Array.of(0), covariance: Float64Array.of(1), factor: Float64Array.of(1) };
    expect(tailMass(truth)).toBeCloseTo(0.01, 12);
    expect(centralEscape(truth)).toBeCloseTo(0.01, 12);
  });
});

describe('gaussianLearner', () => {
  const learner = gaussianLearner(2, 'unbiased');
  const correlated = fitGaussian(Batch.rows(rows, 2), 2, 'unbiased');

  it('samples with the fitted mean and covariance, times the temperature', async () => {
    const sample = await learner.sample(correlated, 40_000, new Stream('test'), { temperature: 2 });
    const again = fitGaussian(sample, 2, 'unbiased');
    expect(again.mean[0]).toBeCloseTo(0.85, 1);
    for (let i = 0; i < 4; i++)
      expect((again.covariance[i] as number) / (2 * (correlated.covariance[i] as number))).toBeCloseTo(1, 1);
  });
  // scipy 1.10.1: multivariate_normal([.85,.25], np.cov(x.T)).logpdf([[0,0],[1,2]])
  it('gives log-densities in nats', async () => {
    const density = await learner.logDensity?.(correlated, Batch.rows(Float64Array.of(0, 0, 1, 2), 2));
    expect([...(density ?? [])].map((value) => value.toFixed(6))).toEqual(REFERENCE_LOG_DENSITIES);
  });
});

const REFERENCE_LOG_DENSITIES = ['-13.580954', '-37.580954'];
