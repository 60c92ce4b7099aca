/** Density and coverage (Naeem, Oh, Uh, Choi & Yoo, "Reliable Fidelity and Diversity Metrics for Generative Models", ICML 2020). */

/** Real examples in feature space, each with the ball that reaches to its k-th nearest other one. */
export interface Balls {
  /** `[n, d]` */
  readonly centres: Float32Array;
  readonly d: number;
  readonly k: number;
  /** Squared radii. `[n]` */
  readonly squared: Float64Array;
}

/** The neighbour that a ball reaches to, as in the paper. */
export const NEIGHBOURS = 5;

/** Puts a ball around each real example. features `[n, d]`, n > k. */
export function ballsOf(features: Float32Array, d: number, k = NEIGHBOURS): Balls {
  const n = features.length / d;
  const squared = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const centre = Float64Array.from(features.subarray(i * d, (i + 1) * d));
    // The k nearest so far, the nearest first; whatever is beyond the last of them need not be measured to its end.
    const nearest = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < n; j++) {
      const limit = nearest[k - 1] as number;
      const distance = i === j ? limit : squaredDistance(centre, features, j, d, limit);
      if (distance >= limit) continue;
      let place = k - 1;
      for (; place > 0 && (nearest[place - 1] as number) > distance; place--)
        nearest[place] = nearest[place - 1] as number;
      nearest[place] = distance;
    }
    squared[i] = nearest[k - 1] as number;
  }
  return { centres: features, d, k, squared };
}

/**
 * Density: 1/(k·m) Σ over generated examples of the balls that hold them; 1 on average for the truth, more where samples
 * crowd where real ones are dense. Coverage: share of the balls that hold a generated example. features `[m, d]`.
 */
export function densityAndCoverage(
  { centres, d, k, squared }: Balls,
  features: Float32Array,
): { density: number; coverage: number } {
  const n = squared.length;
  const m = features.length / d;
  let held = 0;
  let covered = 0;
  for (let i = 0; i < n; i++) {
    const before = held;
    const centre = Float64Array.from(centres.subarray(i * d, (i + 1) * d));
    const limit = squared[i] as number;
    for (let j = 0; j < m; j++) {
      // Naeem et al. count what lies strictly inside.
      if (squaredDistance(centre, features, j, d, limit) < limit) held++;
    }
    if (held > before) covered++;
  }
  return { density: held / (k * m), coverage: covered / n };
}

/** The squared distance, or some number from `limit` on: most pairs are far apart, which a few axes tell; four of them at a time. */
function squaredDistance(a: Float64Array, b: Float32Array, j: number, d: number, limit: number): number {
  let sum = 0;
  let q = j * d;
  let axis = 0;
  for (; axis + 4 <= d && sum < limit; axis += 4, q += 4) {
    const d0 = (a[axis] as number) - (b[q] as number);
    const d1 = (a[axis + 1] as number) - (b[q + 1] as number);
    const d2 = (a[axis + 2] as number) - (b[q + 2] as number);
    const d3 = (a[axis + 3] as number) - (b[q + 3] as number);
    sum = sum + d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3;
  }
  for (; axis < d && sum < limit; axis++, q++) {
    const difference = (a[axis] as number) - (b[q] as number);
    sum += difference * difference;
  }
  return sum;
}
