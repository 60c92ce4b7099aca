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

/**
 * A point stays where it is without a look at the other centres while its own is nearer than this share of the bound on theirs:
 * further than rounding reaches, so that the labels are those of looking at all.
 */
const SAFE = 1 - 1e-9;

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
  // Bounds by the triangle inequality (Hamerly, "Making k-means even faster", SDM 2010): the distance to the second centre when
  // it was last looked for, and how far any centre has moved in all; less what was moved since, no other centre is nearer.
  const reaches = new Float64Array(labels.length);
  let travelled = 0;
  for (let iteration = 0; ; iteration++) {
    let moved = false;
    sums.fill(0);
    for (let i = 0; i < labels.length; i++) {
      const x = points[2 * i] as number;
      const y = points[2 * i + 1] as number;
      let nearest = labels[i] as number;
      const bound = SAFE * ((reaches[i] as number) - travelled);
      if (nearest < 0 || !(bound > 0 && squaredDistance(x, y, centres, nearest) < bound * bound)) {
        nearest = 0;
        let smallest = Number.POSITIVE_INFINITY;
        let second = Number.POSITIVE_INFINITY;
        for (let j = 0; j < k; j++) {
          const dx = x - (centres[2 * j] as number);
          const dy = y - (centres[2 * j + 1] as number);
          const squared = dx * dx + dy * dy;
          if (squared < smallest) {
            second = smallest;
            smallest = squared;
            nearest = j;
          } else if (squared < second) second = squared;
        }
        reaches[i] = Math.sqrt(second) + travelled;
        if (labels[i] !== nearest) moved = true;
        labels[i] = nearest;
      }
      const weight = weights === null ? 1 : (weights[i] as number);
      sums[3 * nearest] = (sums[3 * nearest] as number) + weight;
      sums[3 * nearest + 1] = (sums[3 * nearest + 1] as number) + weight * x;
      sums[3 * nearest + 2] = (sums[3 * nearest + 2] as number) + weight * y;
    }
    if (!moved || iteration === maxIterations)
      return { centres, labels, inertia: inertiaOf(points, weights, centres, labels) };
    travelled += moveCentres(centres, sums);
  }
}

function squaredDistance(x: number, y: number, centres: Float64Array, j: number): number {
  const dx = x - (centres[2 * j] as number);
  const dy = y - (centres[2 * j + 1] as number);
  return dx * dx + dy * dy;
}

const distance = (x: number, y: number, centres: Float64Array, j: number): number =>
  Math.sqrt(squaredDistance(x, y, centres, j));

/** Moves each centre to the mean of its points; an empty cluster keeps its own. Returns the furthest move. */
function moveCentres(centres: Float64Array, sums: Float64Array): number {
  let furthest = 0;
  for (let j = 0; 2 * j < centres.length; j++) {
    const mass = sums[3 * j] as number;
    if (!(mass > 0)) continue;
    const [x, y] = [(sums[3 * j + 1] as number) / mass, (sums[3 * j + 2] as number) / mass];
    furthest = Math.max(furthest, distance(x, y, centres, j));
    centres[2 * j] = x;
    centres[2 * j + 1] = y;
  }
  return furthest;
}

function inertiaOf(
  points: Float64Array,
  weights: Float64Array | null,
  centres: Float64Array,
  labels: Int32Array,
): number {
  let inertia = 0;
  for (let i = 0; i < labels.length; i++) {
    const squared = squaredDistance(points[2 * i] as number, points[2 * i + 1] as number, centres, labels[i] as number);
    // No centre is near a point that is not finite.
    inertia +=
      (weights === null ? 1 : (weights[i] as number)) * (Number.isNaN(squared) ? Number.POSITIVE_INFINITY : squared);
  }
  return inertia;
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
  const distances = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const potentials = new Float64Array(candidates + 1);
  for (let j = 0; j < k; j++) {
    const drawn = Array.from({ length: j === 0 ? 1 : candidates }, () =>
      firstAbove(sums, rng.uniform() * (sums[n - 1] as number)),
    );
    for (let c = 0; c < drawn.length; c += 2) {
      const [first, second = first] = drawn.slice(c, c + 2) as [number, number?];
      potentialsWith(points, weights, distances, first, second, potentials.subarray(c));
    }
    let best = 0;
    for (let c = 1; c < drawn.length; c++) if ((potentials[c] as number) < (potentials[best] as number)) best = c;
    const chosen = drawn[best] as number;
    const x = points[2 * chosen] as number;
    const y = points[2 * chosen + 1] as number;
    centres[2 * j] = x;
    centres[2 * j + 1] = y;
    let running = 0;
    for (let i = 0; i < n; i++) {
      const dx = (points[2 * i] as number) - x;
      const dy = (points[2 * i + 1] as number) - y;
      const squared = Math.min(distances[i] as number, dx * dx + dy * dy);
      distances[i] = squared;
      running += (weights === null ? 1 : (weights[i] as number)) * squared;
      sums[i] = running;
    }
  }
  return centres;
}

/**
 * The weighted sum of squared distances once point `first` is a centre too, and once `second` is, into `sums` `[2]`. Two at a time:
 * neither sum waits for the other.
 */
function potentialsWith(
  points: Float64Array,
  weights: Float64Array | null,
  distances: Float64Array,
  first: number,
  second: number,
  sums: Float64Array,
): void {
  const [ax, ay] = [points[2 * first] as number, points[2 * first + 1] as number];
  const [bx, by] = [points[2 * second] as number, points[2 * second + 1] as number];
  let [a, b] = [0, 0];
  for (let i = 0; i < distances.length; i++) {
    const x = points[2 * i] as number;
    const y = points[2 * i + 1] as number;
    const known = distances[i] as number;
    const weight = weights === null ? 1 : (weights[i] as number);
    a += weight * Math.min(known, (x - ax) * (x - ax) + (y - ay) * (y - ay));
    b += weight * Math.min(known, (x - bx) * (x - bx) + (y - by) * (y - by));
  }
  sums[0] = a;
  sums[1] = b;
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
