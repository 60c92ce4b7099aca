/** Gaussian kernel density in the plane with Silverman's bandwidth: another model family for gmm-2d. */
import { Batch } from '../numerics/batch.ts';
import { expNonPositive } from '../numerics/exp-table.ts';
import { cumulative, pickIndex } from '../numerics/mixture-2d.ts';
import type { Stream } from '../numerics/stream.ts';
import { Divergence, type Learner } from './learner.ts';

export interface KernelDensity {
  /** `[n, 2]` */
  readonly points: Float64Array;
  /** Sum 1. `[n]` */
  readonly weights: Float64Array;
  /** Lower Cholesky factor (l11, l21, l22) of the kernel's covariance. */
  readonly factor: readonly [number, number, number];
}

export function kdeLearner(): Learner<KernelDensity> {
  return {
    id: 'kde',
    fit: (training) => ({ model: fitKde(training), epochs: 1, updates: 1 }),
    sample: (model, units, rng, options) => sampleKde(model, units, rng, options?.temperature ?? 1),
    logDensity: (model, batch) => {
      const { values } = batch.rowData;
      return Float64Array.from({ length: batch.count }, (_, i) =>
        kernelLogDensity(model, values[2 * i] as number, values[2 * i + 1] as number),
      );
    },
  };
}

/**
 * Kernel covariance = h²·S with S the unbiased weighted covariance, h = (n_eff·(d+2)/4)^(−1/(d+4)), d = 2 and
 * n_eff = (Σw)²/Σw² (Silverman 1986, section 4.3; the same as SciPy's `gaussian_kde(…, bw_method='silverman')`).
 * @throws Divergence where the covariance is singular
 */
export function fitKde(training: Batch): KernelDensity {
  const { values } = training.rowData;
  const n = training.count;
  const raw = training.weights ?? new Float64Array(n).fill(1);
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  let [x, y, squares] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number;
    x += weight * (values[2 * i] as number);
    y += weight * (values[2 * i + 1] as number);
    squares += weight * weight;
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number;
    const dx = (values[2 * i] as number) - x;
    const dy = (values[2 * i + 1] as number) - y;
    xx += weight * dx * dx;
    xy += weight * dx * dy;
    yy += weight * dy * dy;
  }
  // h² = n_eff^(−1/3), d being 2.
  const scale = Math.exp(Math.log(squares) / 3) / (1 - squares);
  const l11 = Math.sqrt(xx * scale);
  const l21 = (xy * scale) / l11;
  const l22 = Math.sqrt(yy * scale - l21 * l21);
  if (!(l11 > 0 && l22 > 0 && Number.isFinite(l11 * l22))) throw new Divergence('The kernel’s covariance is singular.');
  // Copies: the model must not change with the batch.
  return { points: values.slice(), weights, factor: [l11, l21, l22] };
}

/** Log-density in nats at one point: a sum over all kernels. */
function kernelLogDensity(model: KernelDensity, x: number, y: number): number {
  return powerSum(model, x, y, 1);
}

/** log Σ_i (w_i·K_i(x, y))^power. */
function powerSum(
  { points, weights, factor: [l11, l21, l22] }: KernelDensity,
  x: number,
  y: number,
  power: number,
): number {
  const [a, b, c] = [Math.SQRT1_2 / l11, (-Math.SQRT1_2 * l21) / (l11 * l22), Math.SQRT1_2 / l22];
  const exponents = new Float64Array(weights.length);
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < weights.length; i++) {
    const dx = x - (points[2 * i] as number);
    const u = a * dx;
    const v = b * dx + c * (y - (points[2 * i + 1] as number));
    const exponent = power * (Math.log(weights[i] as number) - u * u - v * v);
    exponents[i] = exponent;
    if (exponent > largest) largest = exponent;
  }
  let sum = 0;
  for (let i = 0; i < exponents.length; i++) sum += expNonPositive((exponents[i] as number) - largest);
  return largest + Math.log(sum) - power * Math.log(2 * Math.PI * l11 * l22);
}

/**
 * Draws `[units, 2]`. Tempering is exact, by rejection. T > 1: from kernels of covariance T·H under f^s ≤ Σ(w_i K_i)^s,
 * s = 1/T (x^s is subadditive). T < 1: from f itself under f^s ≤ f·B^(s−1), B = 1/(2π√|H|) the kernel's peak.
 */
function sampleKde(model: KernelDensity, units: number, rng: Stream, temperature: number): Batch {
  const power = 1 / temperature;
  const spread = temperature > 1 ? Math.sqrt(temperature) : 1;
  const heights =
    temperature > 1
      ? model.weights.map((weight) => (weight > 0 ? Math.exp(power * Math.log(weight)) : 0))
      : model.weights;
  const sums = cumulative(heights);
  const [l11, l21, l22] = model.factor;
  const peak = -Math.log(2 * Math.PI * l11 * l22);
  const values = new Float64Array(2 * units);
  for (let i = 0; i < units; ) {
    const from = pickIndex(sums, rng);
    const first = rng.normal() * spread;
    const second = rng.normal() * spread;
    const x = (model.points[2 * from] as number) + l11 * first;
    const y = (model.points[2 * from + 1] as number) + l21 * first + l22 * second;
    values[2 * i] = x;
    values[2 * i + 1] = y;
    if (temperature === 1) {
      i++;
      continue;
    }
    const logDensity = kernelLogDensity(model, x, y);
    const logAccept =
      temperature > 1 ? power * logDensity - powerSum(model, x, y, power) : (power - 1) * (logDensity - peak);
    if (Math.log(1 - rng.uniform()) <= logAccept) i++;
  }
  return Batch.rows(values, 2);
}
