/** What the linear learners share: a regression y = x·w + noise without intercept, its samples and its density. */
import { Batch } from '../numerics/batch.ts';
import type { Stream } from '../numerics/stream.ts';
import { stepAway } from './extrapolate.ts';
import { Divergence, type Guide, type SampleOptions } from './learner.ts';

export interface LinearModel {
  /** ŵ `[d]` */
  readonly coefficients: Float64Array;
  /** σ̂, from the residuals. */
  readonly noise: number;
}

/** Where inputs come from: x is not modelled, the learner only labels it. */
export interface Inputs {
  readonly dimension: number;
  /** Draws `[units, d]`, row-major. */
  draw(units: number, rng: Stream): Float64Array;
}

/** The noise that labels are drawn with: the fitted σ̂, or the true σ where it is known. */
export type LabelNoise = { readonly kind: 'estimated' } | { readonly kind: 'known'; readonly deviation: number };

/** Labels inputs `[n, d]` as y = x·w + N(0, deviation²). Rows x…, y `[n, d+1]`. */
export function labelInputs(inputs: Float64Array, coefficients: Float64Array, deviation: number, rng: Stream): Batch {
  const d = coefficients.length;
  const count = inputs.length / d;
  const rows = new Float64Array(count * (d + 1));
  for (let i = 0; i < count; i++) {
    let y = deviation * rng.normal();
    for (let j = 0; j < d; j++) {
      const x = inputs[i * d + j] as number;
      rows[i * (d + 1) + j] = x;
      y += x * (coefficients[j] as number);
    }
    rows[i * (d + 1) + d] = y;
  }
  return Batch.rows(rows, d + 1);
}

/** Draws `units` labelled inputs from a model. Temperature T multiplies the noise's variance: p(y|x)^(1/T), normalised. */
export function sampleLinear(
  model: LinearModel,
  inputs: Inputs,
  noise: LabelNoise,
  units: number,
  rng: Stream,
  options?: SampleOptions,
): Batch {
  const deviation = labelDeviation(model, noise) * Math.sqrt(options?.temperature ?? 1);
  const x = inputs.draw(units, rng.child('inputs'));
  return labelInputs(x, model.coefficients, deviation, rng.child('labels'));
}

/**
 * p^(1+ω)/q^ω of y given x: a regression again. With the precisions a and b of the labels its own is c = (1+ω)a − ωb, and its coefficients
 * are ((1+ω)a·w − ωb·v)/c.
 * @throws Divergence where c is not positive
 */
export function guidedLinear(
  model: LinearModel,
  { model: other, weight }: Guide<LinearModel>,
  noise: LabelNoise,
): LinearModel {
  const own = (1 + weight) / squared(labelDeviation(model, noise));
  const away = weight / squared(labelDeviation(other, noise));
  const precision = own - away;
  if (!(precision > 0))
    throw new Divergence(`Guidance of ${weight} leaves no distribution: the precision of labels is ${precision}.`);
  const coefficients = model.coefficients.map(
    (value, j) => (own * value - away * (other.coefficients[j] as number)) / precision,
  );
  return { coefficients, noise: 1 / Math.sqrt(precision) };
}

/** Draws `units` labelled inputs away from another model. */
export function sampleLinearAway(
  model: LinearModel,
  guide: Guide<LinearModel>,
  inputs: Inputs,
  noise: LabelNoise,
  units: number,
  rng: Stream,
  options?: SampleOptions,
): Batch {
  return sampleLinear(guidedLinear(model, guide, noise), inputs, { kind: 'estimated' }, units, rng, options);
}

const squared = (x: number): number => x * x;

/** Log-density of y given x for rows `[n, d+1]`, nats `[n]`. */
export function linearLogDensity(model: LinearModel, noise: LabelNoise, batch: Batch): Float64Array {
  const deviation = labelDeviation(model, noise);
  const constant = -0.5 * Math.log(2 * Math.PI) - Math.log(deviation);
  return residuals(model.coefficients, batch).map((residual) => {
    const z = residual / deviation;
    return constant - 0.5 * z * z;
  });
}

function labelDeviation(model: LinearModel, noise: LabelNoise): number {
  return noise.kind === 'known' ? noise.deviation : model.noise;
}

/** Coefficients and σ̂², each a step away from the other's. @throws Divergence where σ̂² is not positive */
export function extrapolateLinear(model: LinearModel, other: LinearModel, weight: number): LinearModel {
  const variance = model.noise * model.noise + weight * (model.noise * model.noise - other.noise * other.noise);
  if (!(variance > 0)) throw new Divergence(`The extrapolated residual variance is ${variance}.`);
  return { coefficients: stepAway(model.coefficients, other.coefficients, weight), noise: Math.sqrt(variance) };
}

/** y − x·w of rows `[n, d+1]`. `[n]` */
export function residuals(coefficients: Float64Array, batch: Batch): Float64Array {
  const d = coefficients.length;
  const { values } = batch.rowData;
  const result = new Float64Array(batch.count);
  for (let i = 0; i < batch.count; i++) {
    let residual = values[i * (d + 1) + d] as number;
    for (let j = 0; j < d; j++) residual -= (values[i * (d + 1) + j] as number) * (coefficients[j] as number);
    result[i] = residual;
  }
  return result;
}

export interface NormalEquations {
  /** Σ w x xᵀ `[d, d]` */
  readonly gram: Float64Array;
  /** Σ w² x xᵀ `[d, d]`; the gram matrix itself where all weights are 1. */
  readonly squaredGram: Float64Array;
  /** Σ w x y `[d]` */
  readonly moment: Float64Array;
  /** Σ w */
  readonly total: number;
}

/** Sums of rows `[n, d+1]` with their weights. */
export function normalEquations(batch: Batch, d: number): NormalEquations {
  const { values } = batch.rowData;
  const { weights } = batch;
  const gram = new Float64Array(d * d);
  const squaredGram = weights === null ? gram : new Float64Array(d * d);
  const moment = new Float64Array(d);
  let total = 0;
  for (let i = 0; i < batch.count; i++) {
    const at = i * (d + 1);
    const weight = weights === null ? 1 : (weights[i] as number);
    const y = values[at + d] as number;
    total += weight;
    for (let j = 0; j < d; j++) {
      const x = weight * (values[at + j] as number);
      moment[j] = (moment[j] as number) + x * y;
      for (let k = 0; k <= j; k++) {
        const product = x * (values[at + k] as number);
        gram[j * d + k] = (gram[j * d + k] as number) + product;
        if (weights !== null) squaredGram[j * d + k] = (squaredGram[j * d + k] as number) + weight * product;
      }
    }
  }
  for (const matrix of weights === null ? [gram] : [gram, squaredGram]) {
    for (let j = 0; j < d; j++) for (let k = 0; k < j; k++) matrix[k * d + j] = matrix[j * d + k] as number;
  }
  return { gram, squaredGram, moment, total };
}

/** The model with these coefficients and σ̂² = Σ w r² / df. @throws Divergence where df or σ̂² is not positive */
export function withResidualNoise(coefficients: Float64Array, batch: Batch, degreesOfFreedom: number): LinearModel {
  let sum = 0;
  const errors = residuals(coefficients, batch);
  for (let i = 0; i < errors.length; i++) {
    const error = errors[i] as number;
    sum += (batch.weights === null ? 1 : (batch.weights[i] as number)) * error * error;
  }
  const noise = Math.sqrt(sum / degreesOfFreedom);
  if (!(degreesOfFreedom > 0 && noise > 0 && Number.isFinite(noise))) {
    throw new Divergence(`The residual variance can't be estimated from ${batch.count} examples.`);
  }
  return { coefficients, noise };
}
