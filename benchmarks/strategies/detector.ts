/**
 * A classifier that tells two batches apart, trained by a strategy on what it was handed: real examples against samples. Logistic
 * regression on features of the examples; of rows that are classes (words) their counts.
 */
import type { Batch } from '../numerics/batch.ts';
import { featuresOf, type Vectors } from './features.ts';

/** Probability that each example of a batch is a sample and not real, by its looks `[count]`. */
export type Detector = (batch: Batch) => Float64Array;

/** Steps of accelerated gradient descent. */
const STEPS = 300;

/** Trains a detector on real examples and samples, each of which counts alike. */
export function trainDetector(real: Batch, samples: Batch): Detector {
  if (areClasses(real) && areClasses(samples)) return byCounts(real, samples);
  const features = featuresOf(real, samples);
  const [first, second] = [features.vectors(real), features.vectors(samples)];
  const model = fitLogistic(joined(first, second), labelsOf(first, second), features.bound);
  return (batch) => predict(model, features.vectors(batch));
}

/** Whether rows hold nothing but one whole number: a class. */
function areClasses({ data }: Batch): boolean {
  return data.kind === 'rows' && data.width === 1 && data.values.every(Number.isInteger);
}

/** Share of the samples in the class, of both batches' examples, each class with one more of each (Laplace). */
function byCounts(real: Batch, samples: Batch): Detector {
  const counts = new Map<number, { real: number; samples: number }>();
  for (const [batch, name] of [[real, 'real'] as const, [samples, 'samples'] as const]) {
    for (const value of batch.rowData.values) {
      const own = counts.get(value) ?? { real: 0, samples: 0 };
      own[name]++;
      counts.set(value, own);
    }
  }
  return (batch) =>
    batch.rowData.values.map((value) => {
      const own = counts.get(value) ?? { real: 0, samples: 0 };
      return (own.samples + 1) / (own.real + own.samples + 2);
    });
}

export interface Logistic {
  /** `[features]` */
  readonly weights: Float64Array;
  readonly intercept: number;
}

/**
 * Logistic regression with a penalty of ½‖w‖² on the sum of losses (C = 1) and a free intercept, by Nesterov's method from zero.
 * @param labels 1 or 0 `[n]`
 * @param bound of the largest eigenvalue of XᵀX/n with a column of ones
 */
export function fitLogistic(x: Vectors, labels: Uint8Array, bound: number): Logistic {
  const n = labels.length;
  const size = x.width + 1;
  const step = 1 / (0.25 * bound + 1 / n);
  let last = new Float64Array(size);
  let ahead = new Float64Array(size);
  for (let t = 0; t < STEPS; t++) {
    const gradient = gradientAt(x, labels, ahead);
    const next = ahead.map((value, j) => value - step * (gradient[j] as number));
    const momentum = t / (t + 3);
    ahead = next.map((value, j) => value + momentum * (value - (last[j] as number)));
    last = next;
  }
  return { weights: last.subarray(0, x.width), intercept: last[x.width] as number };
}

/** Gradient of the mean loss with its penalty; the intercept is the last parameter. */
function gradientAt(x: Vectors, labels: Uint8Array, parameters: Float64Array): Float64Array {
  const n = labels.length;
  const gradient = parameters.map((value, j) => (j < x.width ? value / n : 0));
  for (let i = 0; i < n; i++) {
    const error = (sigmoid(scoreOf(x, i, parameters, parameters[x.width] as number)) - (labels[i] as number)) / n;
    for (let at = x.offsets[i] as number; at < (x.offsets[i + 1] as number); at++) {
      const j = x.columns[at] as number;
      gradient[j] = (gradient[j] as number) + error * (x.values[at] as number);
    }
    gradient[x.width] = (gradient[x.width] as number) + error;
  }
  return gradient;
}

function predict({ weights, intercept }: Logistic, x: Vectors): Float64Array {
  return Float64Array.from({ length: x.offsets.length - 1 }, (_, i) => sigmoid(scoreOf(x, i, weights, intercept)));
}

function scoreOf(x: Vectors, i: number, weights: Float64Array, intercept: number): number {
  let score = intercept;
  for (let at = x.offsets[i] as number; at < (x.offsets[i + 1] as number); at++) {
    score += (x.values[at] as number) * (weights[x.columns[at] as number] as number);
  }
  return score;
}

const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score));

function joined(a: Vectors, b: Vectors): Vectors {
  const entries = a.values.length + b.values.length;
  const [columns, values] = [new Int32Array(entries), new Float64Array(entries)];
  const offsets = new Int32Array(a.offsets.length + b.offsets.length - 1);
  columns.set(a.columns);
  columns.set(b.columns, a.columns.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  offsets.set(a.offsets);
  offsets.set(
    b.offsets.subarray(1).map((offset) => offset + a.values.length),
    a.offsets.length,
  );
  return { width: a.width, offsets, columns, values };
}

/** 0 for the first's, 1 for the second's. */
function labelsOf(a: Vectors, b: Vectors): Uint8Array {
  const labels = new Uint8Array(a.offsets.length + b.offsets.length - 2);
  labels.fill(1, a.offsets.length - 1);
  return labels;
}
