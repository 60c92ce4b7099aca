import { describe, expect, it } from 'vitest';
import { fitGmm, gmmLearner, gmmLogDensity } from '#benchmarks/learners/gmm.ts';
import { expectationMaximisation } from '#benchmarks/learners/gmm-em.ts';
import { Divergence } from '#benchmarks/learners/learner.ts';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { sampleMixture } from '#benchmarks/numerics/mixture-2d.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { RING } from '#benchmarks/suite/gmm-2d/ring.ts';
import { largestError, planePoints, THREE } from './plane-points.ts';

describe('expectation–maximisation', () => {
  // scikit-learn 1.2.1, with X, W, M, C of plane-points.ts and n = 60:
  // g = GaussianMixture(3, weights_init=W, means_init=M, precisions_init=np.linalg.inv(C), max_iter=ITERATIONS, tol=0,
  //                     init_params='random', random_state=0).fit(X)
  // g.lower_bound_, g.weights_, g.means_, g.covariances_.reshape(3, 4)[:, [0, 1, 3]]
  it('takes the same single step as scikit-learn', () => {
    const fit = expectationMaximisation(planePoints(60), null, THREE, { maxIterations: 1, tolerance: 0 });
    expect(fit.logLikelihood).toBeCloseTo(-4.4035521101327735, 12);
    expect(
      largestError(fit.mixture.weights, [0.44307644528762286, 0.36075188170632155, 0.19617167300605562]),
    ).toBeLessThan(1e-13);
    expect(
      largestError(
        fit.mixture.means,
        [
          2.4927486035811954, 0.7707646087310098, -1.380022986756731, 0.27918942548364567, -0.8444488620356029,
          2.3345937511346637,
        ],
      ),
    ).toBeLessThan(1e-13);
    expect(
      largestError(
        fit.mixture.covariances,
        [
          0.8454424555992377, 0.06088722054864992, 2.2387500429073968, 1.969361876985833, -0.9827859314639916,
          1.7026857505868047, 1.3307242698695512, -0.41410584266992284, 0.5810967434984861,
        ],
      ),
    ).toBeLessThan(1e-13);
  });

  it('is where scikit-learn is after 25 iterations', () => {
    const fit = expectationMaximisation(planePoints(60), null, THREE, { maxIterations: 25, tolerance: 0 });
    expect(fit.iterations).toBe(25);
    expect(fit.logLikelihood).toBeCloseTo(-3.7363142539269965, 11);
    expect(
      largestError(fit.mixture.weights, [0.4949306325114003, 0.23882344699158814, 0.26624592049701157]),
    ).toBeLessThan(1e-11);
    expect(
      largestError(
        fit.mixture.means,
        [
          2.392716419973869, 0.5728449437986715, -1.8825359686556327, 0.07118052827660586, -1.1029636304793673,
          2.2523869095494344,
        ],
      ),
    ).toBeLessThan(1e-11);
    expect(
      largestError(
        fit.mixture.covariances,
        [
          0.9016828450198042, 0.26689598478086796, 2.45886658761027, 0.5748151600002657, -0.3958489039076148,
          0.8542392930608259, 1.272754818930543, -0.39715690424001016, 0.5460605773715068,
        ],
      ),
    ).toBeLessThan(1e-11);
  });

  it('stops where scikit-learn’s defaults stop (n_iter_ 6, lower_bound_)', () => {
    const fit = expectationMaximisation(planePoints(60), null, THREE, { maxIterations: 100, tolerance: 1e-3 });
    expect(fit.iterations).toBe(6);
    expect(fit.logLikelihood).toBeCloseTo(-3.758704814305833, 12);
  });

  it('treats a weight of 2 as the example twice', () => {
    const points = planePoints(60);
    const weights = Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 2));
    const doubled = Array.from({ length: 60 }, (_, i) => Array<number>(weights[i] as number).fill(i)).flat();
    const repeated = Batch.rows(points, 2).take(doubled).rowData.values;
    const options = { maxIterations: 20, tolerance: 0 };
    const weighted = expectationMaximisation(points, weights, THREE, options);
    const plain = expectationMaximisation(repeated, null, THREE, options);
    expect(weighted.logLikelihood).toBeCloseTo(plain.logLikelihood, 11);
    expect(largestError(weighted.mixture.covariances, plain.mixture.covariances)).toBeLessThan(1e-10);
  });

  it('leaves a component without points at its place with no weight', () => {
    const start = { ...THREE, means: Float64Array.of(2, 1, -1, 0, 900, 900) };
    const { mixture } = expectationMaximisation(planePoints(60), null, start, { maxIterations: 10, tolerance: 0 });
    expect(mixture.weights[2]).toBeLessThan(1e-15);
    expect([...mixture.means.subarray(4)]).toEqual([900, 900]);
    expect(mixture.covariances[6]).toBeCloseTo(1e-6, 12);
  });
});

describe('the mixture learner', () => {
  it('finds the eight modes of the ring', () => {
    const training = sampleMixture(RING, 4000, new Stream('gmm-test'));
    const { model } = fitGmm(training, 8, new Stream('gmm-test/fit'));
    for (let mode = 0; mode < 8; mode++) {
      const distances = Array.from({ length: 8 }, (_, j) =>
        Math.hypot(
          (model.means[2 * j] as number) - (RING.means[2 * mode] as number),
          (model.means[2 * j + 1] as number) - (RING.means[2 * mode + 1] as number),
        ),
      );
      const nearest = distances.indexOf(Math.min(...distances));
      expect(distances[nearest]).toBeLessThan(0.15);
      expect(Math.abs((model.weights[nearest] as number) - (RING.weights[mode] as number))).toBeLessThan(0.03);
    }
  });

  it('is deterministic', () => {
    const training = sampleMixture(RING, 3000, new Stream('a'));
    expect(fitGmm(training, 8, new Stream('b'))).toEqual(fitGmm(training, 8, new Stream('b')));
  });

  it('has the log-density of SciPy', () => {
    // np.logaddexp.reduce([np.log(W[k]) + multivariate_normal(M[k], C[k]).logpdf(Q) for k in range(3)]), SciPy 1.10.0
    const batch = Batch.rows(Float64Array.of(0, 0, 2, 1, -6, 5, 30, -30), 2);
    const expected = [-3.1722575047653834, -2.3623395877620705, -24.077326783484818, -773.5779157581227];
    expect(largestError(gmmLogDensity(THREE, batch), expected)).toBeLessThan(1e-14);
  });

  it('diverges on too few examples and on values that are not finite', () => {
    const rng = new Stream('x');
    expect(() => fitGmm(Batch.rows(planePoints(7), 2), 8, rng)).toThrow(Divergence);
    const broken = planePoints(50);
    broken[3] = Number.NaN;
    expect(() => fitGmm(Batch.rows(broken, 2), 8, rng)).toThrow(Divergence);
    expect(() => fitGmm(Batch.of(Batch.rows(planePoints(50), 2).data, new Float64Array(50)), 8, rng)).toThrow(
      Divergence,
    );
  });

  it('fits identical examples without failing', () => {
    const { model } = fitGmm(Batch.rows(new Float64Array(40).fill(1.5), 2), 3, new Stream('same'));
    expect([...model.means].every((value) => Math.abs(value - 1.5) < 1e-12)).toBe(true);
  });
});

describe('tempered sampling', () => {
  it.each([0.15, 0.3, 0.5, 0.7, 1.4, 3])('at T = %f has the moments of the integrated density', async (temperature) => {
    const n = 20_000;
    const batch = await gmmLearner(3).sample(THREE, n, new Stream(`tempered/${temperature}`), { temperature });
    expect(batch.count).toBe(n);
    const integrals = integrate(temperature);
    for (const [index, [name, statistic]] of STATISTICS.entries()) {
      const [expected, variance] = integrals[index] as [number, number];
      let sum = 0;
      for (let i = 0; i < n; i++) sum += statistic(...(batch.row(i) as unknown as [number, number]));
      const z = (sum / n - expected) / Math.sqrt(variance / n);
      expect(Math.abs(z), name).toBeLessThan(4);
    }
  });

  it('refuses a temperature whose expansion would be endless', () => {
    expect(() => gmmLearner(8).sample(RING, 1, new Stream('cold'), { temperature: 0.01 })).toThrow(/at most 500000/);
  });
});

const STATISTICS: readonly (readonly [string, (x: number, y: number) => number])[] = [
  ['mean of x', (x) => x],
  ['mean of y', (_, y) => y],
  ['mean of x²', (x) => x * x],
  ['mean of xy', (x, y) => x * y],
  ['mean of y²', (_, y) => y * y],
  ['mass left of 0.5', (x) => (x < 0.5 ? 1 : 0)],
];

/** Means and variances of the statistics under f^(1/T), by the midpoint rule on a grid of step 0.1. */
function integrate(temperature: number): [number, number][] {
  const points: number[] = [];
  for (let i = 0; i < 300; i++) for (let j = 0; j < 300; j++) points.push(i / 10 - 14.95, j / 10 - 14.95);
  const density = gmmLogDensity(THREE, Batch.rows(Float64Array.from(points), 2)).map((value) =>
    Math.exp(value / temperature),
  );
  const mass = density.reduce((sum, weight) => sum + weight, 0);
  return STATISTICS.map(([, statistic]) => {
    let [first, second] = [0, 0];
    for (let i = 0; i < density.length; i++) {
      const value = statistic(points[2 * i] as number, points[2 * i + 1] as number);
      first += ((density[i] as number) / mass) * value;
      second += ((density[i] as number) / mass) * value * value;
    }
    return [first, second - first * first];
  });
}
