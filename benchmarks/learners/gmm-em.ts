/**
 * Expectation–maximisation for Gaussian mixtures in the plane (Dempster, Laird & Rubin 1977), full covariances.
 *
 * Update for update the same as scikit-learn 1.2's `GaussianMixture(covariance_type='full')`: the same regularisation, the
 * same stopping rule, the same order of steps. One pass over the data an iteration: responsibilities are never stored, and
 * the second moments are taken about the old means, which is exact algebra and loses no digits while the means move by
 * less than a few standard deviations.
 */
import {
  EXP_FRACTIONS,
  EXP_HALVINGS,
  EXP_SCALE,
  EXP_STEP_HIGH,
  EXP_STEP_LOW,
  EXP_UNDERFLOW,
} from '../numerics/exp-table.ts';
import { type Mixture2d, PACKED_STRIDE, packMixture } from '../numerics/mixture-2d.ts';
import { Divergence } from './learner.ts';

/** Added to the variances of every component, as scikit-learn's `reg_covar`. */
export const REGULARISATION = 1e-6;
/** Added to every component's mass, as scikit-learn does (10 machine epsilons). */
const MASS_FLOOR = 10 * Number.EPSILON;
/** Sums a component: Σr, Σr·dx, Σr·dy, Σr·dx², Σr·dx·dy, Σr·dy². */
const SUMS = 6;

export interface EmOptions {
  readonly maxIterations: number;
  /** Stops once the mean log-likelihood moves by less; 0 never stops early. */
  readonly tolerance: number;
}

export interface EmFit {
  readonly mixture: Mixture2d;
  readonly iterations: number;
  /** Mean log-likelihood in nats of the data under the mixture before the last update, as scikit-learn's `lower_bound_`. */
  readonly logLikelihood: number;
}

/**
 * Runs EM on points `[n, 2]` with weights `[n]` (or null) from a starting mixture.
 * @throws Divergence where the likelihood or a covariance stops being a number
 */
export function expectationMaximisation(
  points: Float64Array,
  weights: Float64Array | null,
  start: Mixture2d,
  { maxIterations, tolerance }: EmOptions,
): EmFit {
  const k = start.weights.length;
  const total = weights === null ? points.length / 2 : weights.reduce((sum, weight) => sum + weight, 0);
  const sums = new Float64Array(k * SUMS);
  const scratch = new Float64Array(k);
  let mixture = start;
  let packed = requirePacked(mixture);
  let logLikelihood = Number.NEGATIVE_INFINITY;
  let iterations = 0;
  while (iterations < maxIterations) {
    const before = logLikelihood;
    logLikelihood = accumulate(points, weights, packed, scratch, sums) / total;
    if (!Number.isFinite(logLikelihood)) throw new Divergence('The likelihood of the mixture is not a finite number.');
    mixture = mixtureFromSums(sums, packed);
    packed = requirePacked(mixture);
    iterations++;
    if (Math.abs(logLikelihood - before) < tolerance) break;
  }
  return { mixture, iterations, logLikelihood };
}

function requirePacked(mixture: Mixture2d): Float64Array {
  const packed = packMixture(mixture);
  if (packed === null) throw new Divergence('A component of the mixture has a singular covariance.');
  return packed;
}

/** E-step: fills the sums `[k, 6]` and returns the weighted log-likelihood. The inner loops of the whole benchmark. */
function accumulate(
  points: Float64Array,
  weights: Float64Array | null,
  packed: Float64Array,
  scratch: Float64Array,
  sums: Float64Array,
): number {
  const k = scratch.length;
  const n = points.length / 2;
  // Locals, since some module loaders make every use of an import a property read.
  const [fractions, halvings] = [EXP_FRACTIONS, EXP_HALVINGS];
  const [scaleUp, stepHigh, stepLow, underflow] = [EXP_SCALE, EXP_STEP_HIGH, EXP_STEP_LOW, EXP_UNDERFLOW];
  const stride = PACKED_STRIDE;
  sums.fill(0);
  let logLikelihood = 0;
  for (let i = 0; i < n; i++) {
    const x = points[2 * i] as number;
    const y = points[2 * i + 1] as number;
    let largest = Number.NEGATIVE_INFINITY;
    for (let j = 0, at = 0; j < k; j++, at += stride) {
      const dx = x - (packed[at] as number);
      const u = (packed[at + 2] as number) * dx;
      const v = (packed[at + 3] as number) * dx + (packed[at + 4] as number) * (y - (packed[at + 1] as number));
      const value = (packed[at + 5] as number) - u * u - v * v;
      scratch[j] = value;
      if (value > largest) largest = value;
    }
    let density = 0;
    for (let j = 0; j < k; j++) {
      // expNonPositive by hand: as a call it would double the time.
      const t = (scratch[j] as number) - largest;
      let e = 0;
      if (t > underflow) {
        const m = (t * scaleUp - 0.5) | 0;
        const r = t - m * stepHigh - m * stepLow;
        e = (halvings[-(m >> 11) | 0] as number) * (fractions[m & 2047] as number);
        e += e * r * (1 + r * (0.5 + r * 0.16666666666666666));
      }
      scratch[j] = e;
      density += e;
    }
    const weight = weights === null ? 1 : (weights[i] as number);
    logLikelihood += weight * (largest + Math.log(density));
    const scale = weight / density;
    for (let j = 0, at = 0; j < k; j++, at += SUMS) {
      const e = scratch[j] as number;
      if (e === 0) continue;
      const responsibility = e * scale;
      const dx = x - (packed[at] as number);
      const dy = y - (packed[at + 1] as number);
      const rx = responsibility * dx;
      const ry = responsibility * dy;
      sums[at] = (sums[at] as number) + responsibility;
      sums[at + 1] = (sums[at + 1] as number) + rx;
      sums[at + 2] = (sums[at + 2] as number) + ry;
      sums[at + 3] = (sums[at + 3] as number) + rx * dx;
      sums[at + 4] = (sums[at + 4] as number) + rx * dy;
      sums[at + 5] = (sums[at + 5] as number) + ry * dy;
    }
  }
  return logLikelihood;
}

/**
 * M-step from sums about the origins in `packed`. A component that no point belongs to keeps its place, shrinks to the
 * regularisation and weighs nothing.
 */
function mixtureFromSums(sums: Float64Array, packed: Float64Array): Mixture2d {
  const k = sums.length / SUMS;
  const weights = new Float64Array(k);
  const means = new Float64Array(2 * k);
  const covariances = new Float64Array(3 * k);
  let total = 0;
  for (let j = 0, at = 0; j < k; j++, at += SUMS) {
    const mass = (sums[at] as number) + MASS_FLOOR;
    const shiftX = (sums[at + 1] as number) / mass;
    const shiftY = (sums[at + 2] as number) / mass;
    weights[j] = mass;
    total += mass;
    means[2 * j] = (packed[at] as number) + shiftX;
    means[2 * j + 1] = (packed[at + 1] as number) + shiftY;
    covariances[3 * j] = (sums[at + 3] as number) / mass - shiftX * shiftX + REGULARISATION;
    covariances[3 * j + 1] = (sums[at + 4] as number) / mass - shiftX * shiftY;
    covariances[3 * j + 2] = (sums[at + 5] as number) / mass - shiftY * shiftY + REGULARISATION;
  }
  for (let j = 0; j < k; j++) weights[j] = (weights[j] as number) / total;
  return { weights, means, covariances };
}

/**
 * The M-step for hard assignments: the mixture of the groups that `labels` `[n]` in 0…k−1 make of points `[n, 2]`.
 * @throws Divergence where a mean is not a finite number
 */
export function mixtureFromLabels(
  points: Float64Array,
  weights: Float64Array | null,
  labels: Int32Array,
  centres: Float64Array,
): Mixture2d {
  const k = centres.length / 2;
  const sums = new Float64Array(k * SUMS);
  const origins = new Float64Array(k * PACKED_STRIDE);
  for (let j = 0; j < k; j++) origins.set(centres.subarray(2 * j, 2 * j + 2), j * PACKED_STRIDE);
  for (let i = 0; i < labels.length; i++) {
    const at = (labels[i] as number) * SUMS;
    const weight = weights?.[i] ?? 1;
    const dx = (points[2 * i] as number) - (origins[at] as number);
    const dy = (points[2 * i + 1] as number) - (origins[at + 1] as number);
    const moments = [weight, weight * dx, weight * dy, weight * dx * dx, weight * dx * dy, weight * dy * dy];
    for (let s = 0; s < SUMS; s++) sums[at + s] = (sums[at + s] as number) + (moments[s] as number);
  }
  const mixture = mixtureFromSums(sums, origins);
  if (!mixture.means.every(Number.isFinite)) throw new Divergence('The training set has values that are not finite.');
  return mixture;
}
