import { describe, expect, it } from 'vitest';
import { Divergence } from '#benchmarks/learners/learner.ts';
import { linearLogDensity, sampleLinear } from '#benchmarks/learners/linear-model.ts';
import { fitOls } from '#benchmarks/learners/ols.ts';
import { fitRidge } from '#benchmarks/learners/ridge.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { freshInputs } from '#benchmarks/suite/regression/inputs.ts';
import { largestError } from './plane-points.ts';

/**
 * i = np.arange(12); A = np.stack([np.cos(1.3*i), np.sin(2.1*i), np.cos(.4*i + 1)], 1)
 * y = A @ [1, -2, .5] + .1*np.sin(7.*i); w = 1 + i % 4
 */
const data = Batch.rows(
  Float64Array.from(
    Array.from({ length: 12 }, (_, i) => {
      const x = [Math.cos(1.3 * i), Math.sin(2.1 * i), Math.cos(0.4 * i + 1)] as const;
      return [...x, x[0] - 2 * x[1] + 0.5 * x[2] + 0.1 * Math.sin(7 * i)];
    }).flat(),
  ),
  4,
);
const weights = Float64Array.from({ length: 12 }, (_, i) => 1 + (i % 4));

describe('ordinary least squares', () => {
  it('agrees with NumPy', () => {
    // b, r, _, _ = np.linalg.lstsq(A, y, rcond=None); r[0]/(12 - 3), NumPy 1.24.2
    const model = fitOls(data, 3);
    expect(largestError(model.coefficients, [0.9969530289617454, -2.0031338522667634, 0.549485049960388])).toBeLessThan(
      1e-14,
    );
    expect(model.noise * model.noise).toBeCloseTo(0.005409312958987833, 14);
  });

  it('agrees with NumPy with weights, and so does the residual variance', () => {
    // b = np.linalg.lstsq(A*sw[:, None], y*sw, rcond=None)[0], sw = np.sqrt(w)
    // H = A @ np.linalg.solve(A.T @ (w[:, None]*A), A.T*w); df = np.trace((I - H).T @ np.diag(w) @ (I - H)) = 21.3406…
    const model = fitOls(data.withWeights(weights), 3);
    expect(largestError(model.coefficients, [0.9870333841615497, -2.022896472736312, 0.5609771407383444])).toBeLessThan(
      1e-14,
    );
    expect(model.noise * model.noise).toBeCloseTo(0.00645634607210403, 14);
  });

  it('does not depend on the scale of the weights', () => {
    const scaled = fitOls(data.withWeights(weights.map((weight) => 1000 * weight)), 3);
    expect(scaled.noise).toBeCloseTo(fitOls(data.withWeights(weights), 3).noise, 13);
  });

  it('diverges where the examples don’t determine the model', () => {
    expect(() => fitOls(data.take([0, 1]), 3)).toThrow(Divergence);
    expect(() => fitOls(data.take([0, 1, 2]), 3)).toThrow(Divergence);
    expect(() => fitOls(data.take([0, 0, 0, 1, 1, 1]), 3)).toThrow(Divergence);
    expect(() => fitOls(Batch.of(data.data, new Float64Array(12)), 3)).toThrow(Divergence);
  });
});

describe('ridge', () => {
  it('agrees with scikit-learn', () => {
    // Ridge(alpha=1.0, fit_intercept=False).fit(A, y).coef_, scikit-learn 1.2.1; (r @ r)/(12 - np.trace(H))
    const model = fitRidge(data, 3, 1);
    expect(
      largestError(model.coefficients, [0.8105753320806778, -1.6884487664242285, 0.4897617245445156]),
    ).toBeLessThan(1e-14);
    expect(model.noise * model.noise).toBeCloseTo(0.08024414332285176, 14);
  });

  it('agrees with scikit-learn with weights', () => {
    // Ridge(alpha=1.0, fit_intercept=False).fit(A, y, sample_weight=w).coef_
    const model = fitRidge(data.withWeights(weights), 3, 1);
    expect(
      largestError(model.coefficients, [0.9117497139328957, -1.8891491830877258, 0.5616536429923074]),
    ).toBeLessThan(1e-14);
  });
});

describe('a linear model', () => {
  const model = { coefficients: Float64Array.of(1, -2, 0.5), noise: 0.7 };

  it('has SciPy’s density of y given x', () => {
    // norm(A[:3] @ [1, -2, .5], .7).logpdf(y[:3]), SciPy 1.10.0
    const logs = linearLogDensity(model, { kind: 'estimated' }, data.take([0, 1, 2]));
    expect(largestError(logs, [-0.5622635892659402, -0.5666679912138595, -0.5722768845022339])).toBeLessThan(1e-14);
  });

  it.each([
    ['the fitted noise', { kind: 'estimated' }, 1, 0.49],
    ['the known noise', { kind: 'known', deviation: 1 }, 1, 1],
    ['the noise times the temperature', { kind: 'estimated' }, 2, 0.98],
  ] as const)('labels with %s', (_, noise, temperature, expected) => {
    const n = 20_000;
    const { values } = sampleLinear(model, freshInputs(3), noise, n, new Stream('labels'), { temperature }).rowData;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const [a, b, c, y] = values.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
      sum += (y - a + 2 * b - 0.5 * c) ** 2;
    }
    expect(Math.abs(sum / n / expected - 1) / Math.sqrt(2 / n)).toBeLessThan(4);
  });
});
