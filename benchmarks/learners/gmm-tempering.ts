/**
 * Exact draws from f^(1/T), normalised, of a Gaussian mixture f = Σ a_j in the plane.
 *
 * Write 1/T = n + t with n whole and 0 ≤ t < 1. Then f^(1/T) = f^n · f^t, where f^n expands into products of powers of
 * the a_j by the multinomial theorem and f^t ≤ Σ_j a_j^t because x^t is subadditive. Every product of powers of Gaussians
 * is an unnormalised Gaussian, so the right-hand side is a mixture that can be drawn from; a draw is accepted with
 * probability f^t / Σ_j a_j^t ≥ k^(t−1). Rejection therefore costs at most a factor k, for every temperature.
 */
import { Batch } from '../numerics/batch.ts';
import {
  componentLogDensities,
  cumulative,
  drawGaussian2d,
  logSumExp,
  type Mixture2d,
  packMixture,
  pickIndex,
} from '../numerics/mixture-2d.ts';
import type { Stream } from '../numerics/stream.ts';
import { HeirloomError } from '../protocol/errors.ts';
import { Divergence } from './learner.ts';

/** Most Gaussians that the expansion may have; eight components reach temperature 0.1 with 91,520. */
const MAX_TERMS = 500_000;
/** Components lighter than this carry no mass in double precision and are left out of the expansion. */
const NEGLIGIBLE_WEIGHT = 1e-15;

/**
 * Draws `units` points `[units, 2]` at temperature T > 0.
 * @throws HeirloomError run-failed where T is so low that the expansion has more than 500,000 terms
 */
export function sampleTempered(model: Mixture2d, units: number, rng: Stream, temperature: number): Batch {
  const mixture = withoutNegligible(model);
  const packed = packMixture(mixture);
  if (packed === null) throw new Divergence('A component of the mixture has a singular covariance.');
  const power = 1 / temperature;
  const whole = Math.floor(power);
  const rest = power - whole;
  const envelope = expand(mixture, whole, rest, temperature);
  const sums = cumulative(envelope.weights);
  const logs = new Float64Array(mixture.weights.length);
  const values = new Float64Array(2 * units);
  for (let i = 0; i < units; ) {
    drawGaussian2d(envelope, pickIndex(sums, rng), rng, values, i);
    // t = 0: the expansion is exact.
    if (rest === 0) {
      i++;
      continue;
    }
    const largest = componentLogDensities(packed, values[2 * i] as number, values[2 * i + 1] as number, logs);
    const logDensity = logSumExp(logs, largest);
    const bound = logSumExp(
      logs.map((value) => rest * value),
      rest * largest,
    );
    if (Math.log(1 - rng.uniform()) <= rest * logDensity - bound) i++;
  }
  return Batch.rows(values, 2);
}

function withoutNegligible({ weights, means, covariances }: Mixture2d): Mixture2d {
  const kept = [...weights.keys()].filter((j) => (weights[j] as number) > NEGLIGIBLE_WEIGHT);
  return {
    weights: Float64Array.from(kept, (j) => weights[j] as number),
    means: Float64Array.from(kept.flatMap((j) => [...means.subarray(2 * j, 2 * j + 2)])),
    covariances: Float64Array.from(kept.flatMap((j) => [...covariances.subarray(3 * j, 3 * j + 3)])),
  };
}

/** The envelope f^n · Σ_j a_j^t as a mixture; f^n alone where t = 0. Weights up to a common factor. */
function expand(mixture: Mixture2d, whole: number, rest: number, temperature: number): Mixture2d {
  const k = mixture.weights.length;
  const last = rest === 0 ? 1 : k;
  const count = multisets(k, whole) * last;
  if (count > MAX_TERMS) {
    throw new HeirloomError(
      'run-failed',
      `Temperature ${temperature} of a mixture of ${k} needs ${count} terms; expected at most ${MAX_TERMS}. Use a higher temperature or fewer components.`,
    );
  }
  const forms = Array.from({ length: k }, (_, j) => quadraticForm(mixture, j));
  const logWeights = new Float64Array(count);
  const means = new Float64Array(2 * count);
  const covariances = new Float64Array(3 * count);
  let term = 0;
  const add = (sum: Form): void => {
    const determinant = sum.xx * sum.yy - sum.xy * sum.xy;
    const x = (sum.yy * sum.hx - sum.xy * sum.hy) / determinant;
    const y = (sum.xx * sum.hy - sum.xy * sum.hx) / determinant;
    means.set([x, y], 2 * term);
    covariances.set([sum.yy / determinant, -sum.xy / determinant, sum.xx / determinant], 3 * term);
    // ∫ exp(c + h·x − ½ x·P·x) dx = exp(c + ½ h·P⁻¹·h) · 2π/√|P|; the 2π is common to all.
    logWeights[term] = sum.constant + 0.5 * (sum.hx * x + sum.hy * y) - 0.5 * Math.log(determinant);
    term++;
  };
  // Chooses how often each component enters f^n; n!/∏ β_j! counts the orders.
  const choose = (j: number, left: number, sum: Form, logOrders: number): void => {
    if (j === k - 1) {
      const full = plus(sum, forms[j] as Form, left);
      const counted = { ...full, constant: full.constant + logOrders - logFactorial(left) };
      if (rest === 0) add(counted);
      else for (const form of forms) add(plus(counted, form, rest));
      return;
    }
    for (let times = 0; times <= left; times++) {
      choose(j + 1, left - times, plus(sum, forms[j] as Form, times), logOrders - logFactorial(times));
    }
  };
  choose(0, whole, { constant: 0, hx: 0, hy: 0, xx: 0, xy: 0, yy: 0 }, logFactorial(whole));
  const largest = logWeights.reduce((a, b) => Math.max(a, b));
  return { weights: logWeights.map((value) => Math.exp(value - largest)), means, covariances };
}

/** log a = constant + h·x − ½ x·P·x. */
interface Form {
  readonly constant: number;
  readonly hx: number;
  readonly hy: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

function quadraticForm({ weights, means, covariances }: Mixture2d, j: number): Form {
  const [a, b, c] = [covariances[3 * j] as number, covariances[3 * j + 1] as number, covariances[3 * j + 2] as number];
  const [x, y] = [means[2 * j] as number, means[2 * j + 1] as number];
  const determinant = a * c - b * b;
  const [xx, xy, yy] = [c / determinant, -b / determinant, a / determinant];
  const hx = xx * x + xy * y;
  const hy = xy * x + yy * y;
  const normaliser = Math.log(weights[j] as number) - Math.log(2 * Math.PI) - 0.5 * Math.log(determinant);
  return { constant: normaliser - 0.5 * (hx * x + hy * y), hx, hy, xx, xy, yy };
}

function plus(a: Form, b: Form, times: number): Form {
  return {
    constant: a.constant + times * b.constant,
    hx: a.hx + times * b.hx,
    hy: a.hy + times * b.hy,
    xx: a.xx + times * b.xx,
    xy: a.xy + times * b.xy,
    yy: a.yy + times * b.yy,
  };
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}

/** Ways to choose n of k with repetition: C(n+k−1, n). */
function multisets(k: number, n: number): number {
  let count = 1;
  for (let i = 1; i <= n; i++) count = (count * (k - 1 + i)) / i;
  return count;
}
