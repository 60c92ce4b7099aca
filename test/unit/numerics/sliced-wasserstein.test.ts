import { describe, expect, it } from 'vitest';
import type { Mixture2d } from '#benchmarks/numerics/mixture-2d.ts';
import { squaredW2OnLine } from '#benchmarks/numerics/piecewise-cdf.ts';
import { SlicedWasserstein } from '#benchmarks/numerics/sliced-wasserstein.ts';
import { RING } from '#benchmarks/suite/gmm-2d/ring.ts';
import { THREE } from '../learners/plane-points.ts';

const line = (nodes: number[], values: number[]) => ({
  nodes: Float64Array.from(nodes),
  values: Float64Array.from(values),
});
const gaussian = (mean: number[], covariance: number[]): Mixture2d => ({
  weights: Float64Array.of(1),
  means: Float64Array.from(mean),
  covariances: Float64Array.from(covariance),
});

describe('the distance on the line', () => {
  it('is exact for uniform distributions', () => {
    // ∫ (u − 2u)² du = 1/3
    expect(squaredW2OnLine(line([0, 1], [0, 1]), line([0, 2], [0, 1]))).toBeCloseTo(1 / 3, 15);
    expect(squaredW2OnLine(line([0, 0.3, 1], [0, 0.3, 1]), line([5, 6], [0, 1]))).toBeCloseTo(25, 13);
  });

  it('is exact across gaps', () => {
    // F⁻¹ − G⁻¹ is u/3 on [0, ½], 9 + u/3 on [½, 0.6] and ½ − u/2 on [0.6, 1].
    const expected = 1 / 216 + (9.2 ** 3 - (55 / 6) ** 3) + 0.016 / 3;
    const first = line([0, 1, 10, 11], [0, 0.5, 0.5, 1]);
    const second = line([0, 1, 10, 11], [0, 0.6, 0.6, 1]);
    expect(squaredW2OnLine(first, second)).toBeCloseTo(expected, 12);
  });

  it('is NaN, not an endless loop, for distributions that are not', () => {
    expect(squaredW2OnLine(line([0, 1, 2], [0, Number.NaN, 1]), line([0, 1], [0, 1]))).toBeNaN();
  });
});

describe('the sliced distance', () => {
  it('of a mixture to itself is 0', () => {
    expect(new SlicedWasserstein(RING).squared(RING)).toBe(0);
  });

  it('of shifted Gaussians is half the squared shift', () => {
    // The mean of cos² over the directions is ½, exactly, for evenly spaced ones.
    const distance = new SlicedWasserstein(gaussian([0, 0], [1, 0, 1])).squared(gaussian([3, 0], [1, 0, 1]));
    expect(distance).toBeCloseTo(4.5, 10);
  });

  it('of Gaussians of other width is the squared difference of deviations, within the grid’s 1%', () => {
    const distance = new SlicedWasserstein(gaussian([0, 0], [1, 0, 1])).squared(gaussian([0, 0], [4, 0, 4]));
    expect(Math.abs(distance - 1)).toBeLessThan(0.01);
  });

  it('of anisotropic Gaussians is the mean over directions of W2² of the projections', () => {
    // Closed form on each line: (m₁ − m₂)² + (s₁ − s₂)².
    let expected = 0;
    for (let p = 0; p < 23; p++) {
      const angle = (Math.PI * (p + 0.5)) / 23;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const deviation = Math.sqrt(2 * cos * cos + 2 * 0.6 * cos * sin + 0.5 * sin * sin);
      expected += ((cos - 2 * sin) ** 2 + (deviation - 1) ** 2) / 23;
    }
    const distance = new SlicedWasserstein(gaussian([0, 0], [1, 0, 1])).squared(gaussian([1, -2], [2, 0.6, 0.5]));
    expect(Math.abs(distance / expected - 1)).toBeLessThan(1e-3);
  });

  it('of two mixtures agrees with quantiles from SciPy', () => {
    // For each of the 23 directions, projections of THREE and of the ring: quantiles by np.interp on the exact
    // distribution functions (scipy.stats.norm.cdf on 2,000,001 points of [−16, 16]) at 2,000,000 midpoint levels,
    // mean squared difference; then the mean over directions. SciPy 1.10.0, NumPy 1.24.2: 2.4237654320734046
    expect(Math.abs(new SlicedWasserstein(RING).squared(THREE) / 2.4237654320734046 - 1)).toBeLessThan(1e-3);
  });

  it('resolves a component that has shrunk to a point', () => {
    const distance = new SlicedWasserstein(gaussian([0, 0], [1, 0, 1])).squared(gaussian([0, 0], [1e-12, 0, 1e-12]));
    expect(Math.abs(distance - 1)).toBeLessThan(0.01);
  });
});
