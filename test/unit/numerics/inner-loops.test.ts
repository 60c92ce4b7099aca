import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskySolve, traceOfSolved } from '#benchmarks/numerics/cholesky.ts';
import { expNonPositive } from '#benchmarks/numerics/exp-table.ts';
import { kMeans } from '#benchmarks/numerics/k-means.ts';
import { addNormalCdf, NORMAL_REACH } from '#benchmarks/numerics/normal-table.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { planePoints } from '../learners/plane-points.ts';

describe('the table of exponentials', () => {
  it('is within 4e-16 of Math.exp', () => {
    let worst = 0;
    for (let i = 0; i <= 200_000; i++) {
      const x = -707.9 * (i / 200_000) ** 3;
      worst = Math.max(worst, Math.abs(expNonPositive(x) / Math.exp(x) - 1));
    }
    expect(worst).toBeLessThan(4.5e-16);
  });

  it('has the right ends', () => {
    expect(expNonPositive(0)).toBe(1);
    expect(expNonPositive(-0)).toBe(1);
    expect(expNonPositive(-709)).toBe(0);
    expect(expNonPositive(Number.NEGATIVE_INFINITY)).toBe(0);
  });
});

describe('the table of the normal distribution', () => {
  it('is within 3e-10 of the exact function', () => {
    const nodes = Float64Array.from({ length: 35_000 }, (_, i) => -NORMAL_REACH + 0.00037 * (i + 1));
    const values = tabled(nodes);
    const worst = nodes.reduce((most, z, i) => Math.max(most, Math.abs((values[i] as number) - normalCdf(z, 0, 1))), 0);
    expect(worst).toBeLessThan(3e-10);
    const [atEnd, ofNothing] = tabled(Float64Array.of(6.499999999999999, Number.NaN));
    expect(atEnd).toBeCloseTo(1, 9);
    expect(ofNothing).toBeNaN();
  });

  it('is added by weight, place and width, to the nodes that are named', () => {
    const into = Float64Array.of(1, 1, 1);
    addNormalCdf({ weight: 0.5, centre: 2, deviation: 3 }, Float64Array.of(-1, 2, 5), into, 1, 3);
    expect(into[0]).toBe(1);
    expect(into[1]).toBeCloseTo(1.25, 9);
    expect(into[2]).toBeCloseTo(1 + 0.5 * normalCdf(1, 0, 1), 9);
  });
});

/** Φ at nodes in (−6.5, 6.5). */
function tabled(nodes: Float64Array): Float64Array {
  const values = new Float64Array(nodes.length);
  addNormalCdf({ weight: 1, centre: 0, deviation: 1 }, nodes, values, 0, nodes.length);
  return values;
}

describe('k-means', () => {
  it('finds scikit-learn’s best clustering', () => {
    // KMeans(4, n_init=200, random_state=0).fit(X).inertia_ with the 60 points of plane-points.ts, scikit-learn 1.2.1
    expect(bestInertia(null)).toBeCloseTo(INERTIA, 9);
  });

  it('finds it with weights', () => {
    // KMeans(4, n_init=200, random_state=0).fit(X, sample_weight=1 + i % 3).inertia_
    expect(bestInertia(Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 3)))).toBeCloseTo(WEIGHTED_INERTIA, 9);
  });

  it('gives every point its nearest centre, in every iteration', () => {
    const points = planePoints(400);
    for (let iterations = 0; iterations < 12; iterations++) {
      const { centres, labels, inertia } = kMeans(points, null, 6, new Stream('nearest'), iterations);
      let sum = 0;
      for (const [i, label] of labels.entries()) {
        const squares = Array.from({ length: 6 }, (_, j) => {
          const dx = (points[2 * i] as number) - (centres[2 * j] as number);
          const dy = (points[2 * i + 1] as number) - (centres[2 * j + 1] as number);
          return dx * dx + dy * dy;
        });
        expect(label).toBe(squares.indexOf(Math.min(...squares)));
        sum += squares[label] as number;
      }
      expect(inertia).toBe(sum);
    }
  });

  it('survives points that are all the same', () => {
    const { centres, inertia } = kMeans(new Float64Array(20).fill(2), null, 3, new Stream('same'));
    expect([...centres]).toEqual([2, 2, 2, 2, 2, 2]);
    expect(inertia).toBe(0);
  });
});

const INERTIA = 83.75027819319185;
const WEIGHTED_INERTIA = 171.7591558857291;

function bestInertia(weights: Float64Array | null): number {
  const points = planePoints(60);
  return Math.min(
    ...Array.from({ length: 200 }, (_, i) => kMeans(points, weights, 4, new Stream(`k-means/${i}`)).inertia),
  );
}

describe('Cholesky', () => {
  // A = [[4, 2, 0.4], [2, 5, 1], [0.4, 1, 3]]; np.linalg.cholesky(A), np.linalg.solve(A, [1, 2, 3])
  const matrix = Float64Array.of(4, 2, 0.4, 2, 5, 1, 0.4, 1, 3);

  it('factors and solves', () => {
    const factor = choleskyFactor(matrix, 3) as Float64Array;
    const solved = choleskySolve(factor, [1, 2, 3]);
    for (let i = 0; i < 3; i++) {
      let sum = 0;
      for (let j = 0; j < 3; j++) sum += (matrix[3 * i + j] as number) * (solved[j] as number);
      expect(sum).toBeCloseTo(i + 1, 14);
    }
    expect(traceOfSolved(factor, matrix, 3)).toBeCloseTo(3, 14);
  });

  it('refuses what is not positive definite', () => {
    expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
    expect(choleskyFactor(Float64Array.of(1, 1, 1, 1), 2)).toBeNull();
    expect(choleskyFactor(Float64Array.of(Number.NaN), 1)).toBeNull();
  });
});
