/** Where EM starts: the best of a few k-means clusterings, each from its own greedy k-means++ seeding. */
import { type Clusters, kMeans } from '../numerics/k-means.ts';
import type { Mixture2d } from '../numerics/mixture-2d.ts';
import type { Stream } from '../numerics/stream.ts';
import { mixtureFromLabels } from './gmm-em.ts';

/**
 * Independent clusterings. One, as in scikit-learn, puts two centres into one mode and none into a rare one so often that
 * generation 0's error is mostly bad starts; with four it is mostly sampling error, which is what recursion compounds.
 */
const STARTS = 4;
/** Larger training sets are clustered on a random subset of this size; EM itself always sees every example. */
const MAX_POINTS = 2000;

/** Chooses a starting mixture of k components for points `[n, 2]`, n ≥ k, with weights `[n]` or null. @throws Divergence */
export function startMixture(points: Float64Array, weights: Float64Array | null, k: number, rng: Stream): Mixture2d {
  const subset = subsetOf(points, weights, rng);
  let best: Clusters | null = null;
  for (let start = 0; start < STARTS; start++) {
    const clusters = kMeans(subset.points, subset.weights, k, rng.child(`start/${start}`));
    if (best === null || clusters.inertia < best.inertia) best = clusters;
  }
  const { labels, centres } = best as Clusters;
  return mixtureFromLabels(subset.points, subset.weights, labels, centres);
}

function subsetOf(points: Float64Array, weights: Float64Array | null, rng: Stream) {
  const n = points.length / 2;
  if (n <= MAX_POINTS) return { points, weights };
  const indices = rng.child('subset').choose(n, MAX_POINTS);
  const chosen = new Float64Array(2 * MAX_POINTS);
  for (let i = 0; i < MAX_POINTS; i++) {
    chosen[2 * i] = points[2 * (indices[i] as number)] as number;
    chosen[2 * i + 1] = points[2 * (indices[i] as number) + 1] as number;
  }
  return { points: chosen, weights: weights && Float64Array.from(indices, (index) => weights[index] as number) };
}
