/** A mixture of Gaussians on the line, maximum likelihood by EM: the richer learner of `gaussian`. */
import { Batch } from '../numerics/batch.ts';
import { density, type LineMixture, respond } from '../numerics/line-mixture.ts';
import type { Stream } from '../numerics/stream.ts';
import { Divergence, type Fitted, type Learner } from './learner.ts';

export const LINE_MAX_ITERATIONS = 500;
/** EM stops once the mean log-likelihood moves by less. */
const TOLERANCE = 1e-6;
/**
 * Least variance of a component, as a share of the sample's: a component on a single point has an unbounded likelihood
 * (Day, Biometrika 56, 1969).
 */
const LEAST_VARIANCE = 1e-3;

export function lineMixtureLearner(components: number): Learner<LineMixture> {
  return {
    id: 'line-mixture',
    fit: (training) => fitLineMixture(training, components),
    sample: sampleLineMixture,
    logDensity: (model, batch) => Float64Array.from(batch.rowData.values, (x) => Math.log(density(model, x))),
  };
}

/**
 * Fits to rows `[n, 1]`, with their weights if any. EM starts from equal parts of the sorted sample, so nothing is drawn.
 * @throws Divergence where there are fewer examples than components, or no variance
 */
export function fitLineMixture(training: Batch, components: number): Fitted<LineMixture> {
  const { values } = training.rowData;
  const { weights } = training;
  const n = values.length;
  if (n < components) throw new Divergence(`${components} components can't be fitted to ${n} examples.`);
  const whole = moments(values, weights, () => 1);
  const floor = LEAST_VARIANCE * whole.variance;
  if (!(floor > 0)) throw new Divergence('The training set has no variance.');
  const rankOf = ranks(values);
  let shares = (i: number, k: number): number => (Math.floor((components * (rankOf[i] as number)) / n) === k ? 1 : 0);
  let model = maximised(values, weights, components, shares, floor);
  let before = Number.NEGATIVE_INFINITY;
  for (let iteration = 1; iteration <= LINE_MAX_ITERATIONS; iteration++) {
    const responsibilities = new Float64Array(n * components);
    let logLikelihood = 0;
    let total = 0;
    for (let i = 0; i < n; i++) {
      const sum = respond(model, values[i] as number, responsibilities.subarray(i * components, (i + 1) * components));
      logLikelihood += (weights?.[i] ?? 1) * Math.log(sum);
      total += weights?.[i] ?? 1;
    }
    shares = (i, k) => responsibilities[i * components + k] as number;
    model = maximised(values, weights, components, shares, floor);
    logLikelihood /= total;
    if (!Number.isFinite(logLikelihood)) throw new Divergence('The likelihood of the mixture is not a number.');
    if (Math.abs(logLikelihood - before) < TOLERANCE) return { model, epochs: iteration, updates: iteration };
    before = logLikelihood;
  }
  return { model, epochs: LINE_MAX_ITERATIONS, updates: LINE_MAX_ITERATIONS };
}

/** Place of each value in ascending order, from 0. */
function ranks(values: Float64Array): Int32Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const rankOf = new Int32Array(values.length);
  for (let rank = 0; rank < order.length; rank++) rankOf[order[rank] as number] = rank;
  return rankOf;
}

function maximised(
  values: Float64Array,
  weights: Float64Array | null,
  components: number,
  shares: (i: number, k: number) => number,
  floor: number,
): LineMixture {
  const parts = Array.from({ length: components }, (_, k) => moments(values, weights, (i) => shares(i, k)));
  const total = parts.reduce((sum, { mass }) => sum + mass, 0);
  return {
    weights: Float64Array.from(parts, ({ mass }) => mass / total),
    means: Float64Array.from(parts, ({ mean }) => mean),
    deviations: Float64Array.from(parts, ({ variance }) => Math.sqrt(Math.max(variance, floor))),
  };
}

function moments(values: Float64Array, weights: Float64Array | null, share: (i: number) => number) {
  let mass = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const part = (weights?.[i] ?? 1) * share(i);
    mass += part;
    sum += part * (values[i] as number);
  }
  // A component without mass stands where the others put it: anywhere, with weight 0.
  const mean = mass > 0 ? sum / mass : 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = (values[i] as number) - mean;
    squares += (weights?.[i] ?? 1) * share(i) * difference * difference;
  }
  return { mass, mean, variance: mass > 0 ? squares / mass : 0 };
}

/** Draws rows `[units, 1]`. */
function sampleLineMixture({ weights, means, deviations }: LineMixture, units: number, rng: Stream): Batch {
  const values = new Float64Array(units);
  for (let i = 0; i < units; i++) {
    let u = rng.uniform();
    let k = 0;
    while (k < weights.length - 1 && u >= (weights[k] as number)) u -= weights[k++] as number;
    values[i] = (means[k] as number) + (deviations[k] as number) * rng.normal();
  }
  return Batch.rows(values, 1);
}
