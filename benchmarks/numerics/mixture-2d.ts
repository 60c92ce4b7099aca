/** Finite mixtures of Gaussians in the plane: density and sampling. The truth of gmm-2d and its learner are both one. */
import { Batch } from './batch.ts';
import { expNonPositive } from './exp-table.ts';
import type { Stream } from './stream.ts';

export interface Mixture2d {
  /** Non-negative, sum 1. `[k]` */
  readonly weights: Float64Array;
  /** `[k, 2]` */
  readonly means: Float64Array;
  /** xx, xy, yy of each covariance matrix. `[k, 3]` */
  readonly covariances: Float64Array;
}

/** Numbers a component in packed form: mean x, mean y, a, b, c, log weight. */
export const PACKED_STRIDE = 6;

const LOG_TWO_PI = Math.log(2 * Math.PI);

/**
 * Packs a mixture for density evaluation `[k, 6]`: component j's log of weight × density at (x, y) is
 * p[5] − u² − v² with u = a·(x − p[0]), v = b·(x − p[0]) + c·(y − p[1]); (a, 0; b, c) is the inverse Cholesky factor of
 * the covariance over √2. Returns null where a covariance is not positive definite.
 */
export function packMixture({ weights, means, covariances }: Mixture2d): Float64Array | null {
  const packed = new Float64Array(weights.length * PACKED_STRIDE);
  for (let j = 0; j < weights.length; j++) {
    const xx = covariances[3 * j] as number;
    const xy = covariances[3 * j + 1] as number;
    const yy = covariances[3 * j + 2] as number;
    const l11 = Math.sqrt(xx);
    const l21 = xy / l11;
    const l22 = Math.sqrt(yy - l21 * l21);
    // Also false for NaN.
    if (!(l11 > 0 && l22 > 0 && l11 < Number.POSITIVE_INFINITY && l22 < Number.POSITIVE_INFINITY)) return null;
    const at = j * PACKED_STRIDE;
    packed[at] = means[2 * j] as number;
    packed[at + 1] = means[2 * j + 1] as number;
    packed[at + 2] = Math.SQRT1_2 / l11;
    packed[at + 3] = (-Math.SQRT1_2 * l21) / (l11 * l22);
    packed[at + 4] = Math.SQRT1_2 / l22;
    packed[at + 5] = Math.log(weights[j] as number) - LOG_TWO_PI - Math.log(l11) - Math.log(l22);
  }
  return packed;
}

/** Fills `into` `[k]` with log(weight × density) of each component at (x, y), nats, and returns the largest. */
export function componentLogDensities(packed: Float64Array, x: number, y: number, into: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let j = 0, at = 0; at < packed.length; j++, at += PACKED_STRIDE) {
    const dx = x - (packed[at] as number);
    const u = (packed[at + 2] as number) * dx;
    const v = (packed[at + 3] as number) * dx + (packed[at + 4] as number) * (y - (packed[at + 1] as number));
    const value = (packed[at + 5] as number) - u * u - v * v;
    into[j] = value;
    if (value > largest) largest = value;
  }
  return largest;
}

/** log Σ exp of values `[k]` whose maximum is `largest`; terms below e^−708 of the largest count as 0. */
export function logSumExp(values: Float64Array, largest: number): number {
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  let sum = 0;
  for (let j = 0; j < values.length; j++) sum += expNonPositive((values[j] as number) - largest);
  return largest + Math.log(sum);
}

/** Log-density of points `[n, 2]` under a packed mixture, nats `[n]`. */
export function mixtureLogDensity(packed: Float64Array, points: Float64Array): Float64Array {
  const scratch = new Float64Array(packed.length / PACKED_STRIDE);
  const logs = new Float64Array(points.length / 2);
  for (let i = 0; i < logs.length; i++) {
    const largest = componentLogDensities(packed, points[2 * i] as number, points[2 * i + 1] as number, scratch);
    logs[i] = logSumExp(scratch, largest);
  }
  return logs;
}

/** Running sums of non-negative weights `[k]`, for `pickIndex`. */
export function cumulative(weights: ArrayLike<number>): Float64Array {
  let sum = 0;
  return Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum;
  });
}

/** Draws an index with probability proportional to the weights whose running sums these are (bisection). */
export function pickIndex(sums: Float64Array, rng: Stream): number {
  const target = rng.uniform() * (sums[sums.length - 1] as number);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Writes one draw of N(mean, covariance (xx, xy, yy)) to `into[2i], into[2i+1]`. */
export function drawGaussian2d(
  mixture: Omit<Mixture2d, 'weights'>,
  j: number,
  rng: Stream,
  into: Float64Array,
  i: number,
): void {
  const { means, covariances } = mixture;
  const xy = covariances[3 * j + 1] as number;
  const l11 = Math.sqrt(covariances[3 * j] as number);
  const l21 = l11 > 0 ? xy / l11 : 0;
  const l22 = Math.sqrt(Math.max(0, (covariances[3 * j + 2] as number) - l21 * l21));
  const first = rng.normal();
  const second = rng.normal();
  into[2 * i] = (means[2 * j] as number) + l11 * first;
  into[2 * i + 1] = (means[2 * j + 1] as number) + l21 * first + l22 * second;
}

/** Draws `units` independent points of a mixture `[units, 2]`. */
export function sampleMixture(mixture: Mixture2d, units: number, rng: Stream): Batch {
  const sums = cumulative(mixture.weights);
  const values = new Float64Array(2 * units);
  for (let i = 0; i < units; i++) drawGaussian2d(mixture, pickIndex(sums, rng), rng, values, i);
  return Batch.rows(values, 2);
}
