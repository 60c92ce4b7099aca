/** k-means in the plane: greedy k-means++ seeding and Lloyd's iterations, weighted. */
import type { Stream } from './stream.ts';

export interface Clusters {
  /** `[k, 2]` */
  readonly centres: Float64Array;
  /** Index of each point's centre `[n]`. */
  readonly labels: Int32Array;
  /** Weighted sum of squared distances to the centres. */
  readonly inertia: number;
}

/** Clusters points `[n, 2]` with weights `[n]` (or null) around k ≤ n centres; at most `maxIterations` of Lloyd's. */
export function kMeans(
  points: Float64Array,
  weights: Float64Array | null,
  k: number,
  rng: Stream,
  maxIterations = 100,
): Clusters {
  const centres = seedCentres(points, weights, k, rng);
  const labels = new Int32Array(points.length / 2).fill(-1);
  const sums = new Float64Array(3 * k);
  let inertia = Number.POSITIVE_INFINITY;
  for (let iteration = 0; ; iteration++) {
    let moved = false;
    inertia = 0;
    sums.fill(0);
    for (let i = 0; i < labels.length; i++) {
      const x = points[2 * i] as number;
      const y = points[2 * i + 1] as number;
      let nearest = 0;
      let smallest = Number.POSITIVE_INFINITY;
      for (let j = 0; j < k; j++) {
        const dx = x - (centres[2 * j] as number);
        const dy = y - (centres[2 * j + 1] as number);
        const squared = dx * dx + dy * dy;
        if (squared < smallest) {
          smallest = squared;
          nearest = j;
        }
      }
      if (labels[i] !== nearest) moved = true;
      labels[i] = nearest;
      const weight = weights === null ? 1 : (weights[i] as number);
      inertia += weight * smallest;
      sums[3 * nearest] = (sums[3 * nearest] as number) + weight;
      sums[3 * nearest + 1] = (sums[3 * nearest + 1] as number) + weight * x;
      sums[3 * nearest + 2] = (sums[3 * nearest + 2] as number) + weight * y;
    }
    if (!moved || iteration === maxIterations) return { centres, labels, inertia };
    for (let j = 0; j < k; j++) {
      const mass = sums[3 * j] as number;
      // An empty cluster keeps its centre.
      if (!(mass > 0)) continue;
      centres[2 * j] = (sums[3 * j + 1] as number) / mass;
      centres[2 * j + 1] = (sums[3 * j + 2] as number) / mass;
    }
  }
}

/**
 * Greedy k-means++ (Arthur & Vassilvitskii 2007; as scikit-learn: the best of 2 + ⌊ln k⌋ candidates each time, drawn
 * with probability proportional to weight × squared distance to the nearest centre). Returns `[k, 2]`.
 */
export function seedCentres(points: Float64Array, weights: Float64Array | null, k: number, rng: Stream): Float64Array {
  const n = points.length / 2;
  const centres = new Float64Array(2 * k);
  const candidates = 2 + Math.floor(Math.log(k));
  const sums = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += weights === null ? 1 : (weights[i] as number);
    sums[i] = sum;
  }
  let distances = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let trial = new Float64Array(n);
  let best = new Float64Array(n);
  for (let j = 0; j < k; j++) {
    let smallest = Number.POSITIVE_INFINITY;
    let chosen = 0;
    for (let c = 0; c < (j === 0 ? 1 : candidates); c++) {
      const candidate = firstAbove(sums, rng.uniform() * (sums[n - 1] as number));
      const potential = distancesWith(points, weights, distances, candidate, trial);
      if (potential < smallest || c === 0) {
        smallest = potential;
        chosen = candidate;
        [best, trial] = [trial, best];
      }
    }
    [distances, best] = [best, distances];
    centres[2 * j] = points[2 * chosen] as number;
    centres[2 * j + 1] = points[2 * chosen + 1] as number;
    let running = 0;
    for (let i = 0; i < n; i++) {
      running += (weights === null ? 1 : (weights[i] as number)) * (distances[i] as number);
      sums[i] = running;
    }
  }
  return centres;
}

/** Fills `into` with the squared distances once point `candidate` is a centre too; returns their weighted sum. */
function distancesWith(
  points: Float64Array,
  weights: Float64Array | null,
  distances: Float64Array,
  candidate: number,
  into: Float64Array,
): number {
  const x = points[2 * candidate] as number;
  const y = points[2 * candidate + 1] as number;
  let potential = 0;
  for (let i = 0; i < distances.length; i++) {
    const dx = (points[2 * i] as number) - x;
    const dy = (points[2 * i + 1] as number) - y;
    const squared = Math.min(distances[i] as number, dx * dx + dy * dy);
    into[i] = squared;
    potential += weights === null ? squared : (weights[i] as number) * squared;
  }
  return potential;
}

/** First index whose running sum exceeds the target; the last one where none does. */
function firstAbove(sums: Float64Array, target: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
