/** Metrics of images against SciPy 1.17.1 and NumPy 2.4.6, run once by hand; the calls stand beside the values. */
import { expect, it } from 'vitest';
import { classEntropy, classesAlive, classRecall, classShares } from '#benchmarks/metrics/formulas/class-shares.ts';
import { ballsOf, densityAndCoverage } from '#benchmarks/metrics/formulas/density-coverage.ts';
import { frechetDistance, mixtureMoments, momentsOf } from '#benchmarks/metrics/formulas/frechet.ts';
import { ambiguousShare, pixelError, pixelVariance } from '#benchmarks/metrics/formulas/images.ts';

const D = 4;

/** def data(n, d, a, b): i, j = arange(n)[:, None], arange(d)[None, :]; return sin(a*i + b*j + 0.3*i*j) */
function data(n: number, a: number, b: number, scale = 1, shift = 0): Float64Array {
  return Float64Array.from({ length: n * D }, (_, at) => {
    const [i, j] = [Math.floor(at / D), at % D];
    return scale * Math.sin(a * i + b * j + 0.3 * i * j) + shift;
  });
}

const REAL = data(60, 1.1, 0.7);
const FAKE = data(50, 0.6, 1.9, 0.8, 0.2);

it('measures the Fréchet distance of two samples', () => {
  // c1, c2 = cov(x.T), cov(y.T); ((x.mean(0)-y.mean(0))**2).sum() + trace(c1 + c2 - 2*scipy.linalg.sqrtm(c1@c2).real)
  expect(frechetDistance(momentsOf(REAL, D), momentsOf(FAKE, D))).toBeCloseTo(0.235266801224738, 10);
  expect(frechetDistance(momentsOf(FAKE, D), momentsOf(REAL, D))).toBeCloseTo(0.235266801224738, 10);
  expect(frechetDistance(momentsOf(REAL, D), momentsOf(REAL, D))).toBeCloseTo(0, 10);
});

it('measures it between samples that lie in a plane', () => {
  const flat = (values: Float64Array) => values.map((value, at) => (at % D < 2 ? value : 0));
  // One variance of 1 against one of 4, means 3 apart, nothing else: 9 + (2 − 1)².
  const line = (scale: number, shift: number) =>
    Float64Array.from({ length: 2 * D }, (_, at) =>
      at % D > 0 ? 0 : shift + (at === 0 ? scale : -scale) / Math.SQRT2,
    );
  expect(frechetDistance(momentsOf(line(1, 0), D), momentsOf(line(2, 3), D))).toBeCloseTo(10, 10);
  expect(frechetDistance(momentsOf(flat(REAL), D), momentsOf(flat(FAKE), D))).toBeGreaterThan(0);
});

it('weighs examples', () => {
  const weights = Float64Array.from({ length: 60 }, (_, i) => i + 1);
  const { mean, covariance } = momentsOf(REAL, D, weights);
  // average(x, axis=0, weights=arange(1, 61))[0]; cov(x.T, aweights=arange(1, 61), ddof=0)[0, 1]*60/59
  expect(mean[0]).toBeCloseTo(0.028049322479940988, 12);
  expect(covariance.get(0, 1)).toBeCloseTo(-0.008420932421649766, 12);
});

it('knows the moments of a mixture from those of its parts', () => {
  /** With divisor n, so that parts and whole agree. */
  const population = (values: Float64Array) => {
    const n = values.length / D;
    const { mean, covariance } = momentsOf(values, D);
    return { mean, covariance: covariance.mul((n - 1) / n) };
  };
  const pooled = population(Float64Array.from([...REAL, ...FAKE]));
  const mixture = mixtureMoments([population(REAL), population(FAKE)], [60 / 110, 50 / 110]);
  for (let j = 0; j < D; j++) {
    expect(mixture.mean[j]).toBeCloseTo(pooled.mean[j] as number, 12);
    for (let k = 0; k < D; k++) expect(mixture.covariance.get(j, k)).toBeCloseTo(pooled.covariance.get(j, k), 12);
  }
  const alone = mixtureMoments([population(REAL), population(FAKE)], [0, 1]);
  expect(frechetDistance(alone, population(FAKE))).toBeCloseTo(0, 10);
});

it('counts density and coverage', () => {
  const real = Float32Array.from(REAL);
  // Naeem et al.'s compute_prdc(real, fake, nearest_k=5) on both as float32: density, coverage
  const { density, coverage } = densityAndCoverage(ballsOf(real, D), Float32Array.from(FAKE));
  expect(density).toBeCloseTo(1.24, 12);
  expect(coverage).toBeCloseTo(59 / 60, 12);
  const far = densityAndCoverage(
    ballsOf(real, D),
    Float32Array.from(FAKE, (value) => value + 100),
  );
  expect(far).toEqual({ density: 0, coverage: 0 });
});

it('counts classes', () => {
  const shares = classShares(Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 3), 4);
  expect([...shares]).toEqual([0.5, 0.375, 0, 0.125]);
  // scipy.stats.entropy([.5, .375, .125])
  expect(classEntropy(shares)).toBeCloseTo(0.9743147528693494, 12);
  expect(classEntropy(Float64Array.of(0.25, 0.25, 0.25, 0.25))).toBeCloseTo(Math.log(4), 12);
  const truth = Float64Array.of(0.2, 0.2, 0.1, 0.5);
  // A quarter of one half is 0.125: just alive.
  expect(classesAlive(shares, truth)).toBe(3);
  expect(classRecall(shares, truth, [0, 2, 3])).toBeCloseTo((1 + 0 + 0.25) / 3, 12);
});

it('measures pixels', () => {
  // numpy.var([[0, 255], [255, 255]], axis=0).mean()/255**2
  expect(pixelVariance(Uint8Array.of(0, 255, 255, 255), 2)).toBeCloseTo(0.125, 12);
  expect(pixelVariance(Uint8Array.of(7, 9, 7, 9), 2)).toBe(0);
  expect(pixelError(Uint8Array.of(0, 0, 0, 0), Uint8Array.of(0, 0, 0, 255))).toBeCloseTo(0.5, 12);
});

it('counts images that are no digit', () => {
  expect(ambiguousShare(Float32Array.of(0.95, 0.05, 0.6, 0.4, 0.1, 0.9, 0.5, 0.5), 2, 0.875)).toBe(0.5);
});
