/** Features of examples, by which a classifier tells batches apart. */
import type { Batch } from '../numerics/batch.ts';
import { pointsOf } from './points.ts';

/** Vectors of which only the entries are kept that aren't 0: entries offsets[i] to offsets[i + 1] are those of vector i. */
export interface Vectors {
  readonly width: number;
  readonly offsets: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export interface Features {
  vectors(batch: Batch): Vectors;
  /** Of the largest eigenvalue of XᵀX/n over the batches that they were made for, with a column of ones. */
  readonly bound: number;
}

/** Up to so many coordinates all products of two are features, beyond it squares alone. */
const MAX_PRODUCTS = 5;
/** Words and pairs of words share so many features, by a hash. */
const BUCKETS = 1 << 14;

/**
 * Features for telling two batches apart. Rows and images (as points: points.ts): coordinates and their squares and products, each
 * with mean 0 and variance 1 over both batches. Texts: how often each token and each pair of neighbours occurs, by length one.
 */
export function featuresOf(a: Batch, b: Batch): Features {
  if (a.data.kind === 'sequences') return { vectors: countsOf, bound: 2 };
  const [first, second] = [expanded(a), expanded(b)];
  const scale = scaleOf([first, second]);
  return {
    vectors: (batch) => scaled(expanded(batch), scale),
    // Of variances that are 1 the sum.
    bound: first.width + 1,
  };
}

interface Dense {
  readonly width: number;
  /** `[n, width]` */
  readonly values: Float64Array;
}

/** Coordinates with their squares, and their products where there are few. */
function expanded(batch: Batch): Dense {
  const { values, width } = pointsOf(batch);
  const pairs: [number, number][] = [];
  for (let j = 0; j < width; j++) for (let k = width <= MAX_PRODUCTS ? 0 : j; k <= j; k++) pairs.push([j, k]);
  const size = width + pairs.length;
  const result = new Float64Array(batch.count * size);
  for (let i = 0; i < batch.count; i++) {
    const point = values.subarray(i * width, (i + 1) * width);
    result.set(point, i * size);
    for (const [at, [j, k]] of pairs.entries()) {
      result[i * size + width + at] = (point[j] as number) * (point[k] as number);
    }
  }
  return { width: size, values: result };
}

interface Scale {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

function scaleOf(parts: readonly Dense[]): Scale {
  const width = parts[0]?.width ?? 0;
  const n = parts.reduce((sum, { values }) => sum + values.length / width, 0);
  const means = averages(parts, width, n, (value) => value);
  const variances = averages(
    parts,
    width,
    n,
    (value, j) => (value - (means[j] as number)) * (value - (means[j] as number)),
  );
  return { means, deviations: variances.map((variance) => (variance > 0 ? Math.sqrt(variance) : 1)) };
}

function averages(parts: readonly Dense[], width: number, n: number, of: (value: number, j: number) => number) {
  const sums = new Float64Array(width);
  for (const { values } of parts) {
    for (let at = 0; at < values.length; at++) {
      const j = at % width;
      sums[j] = (sums[j] as number) + of(values[at] as number, j);
    }
  }
  return sums.map((sum) => sum / n);
}

function scaled({ width, values }: Dense, { means, deviations }: Scale): Vectors {
  const n = values.length / width;
  return {
    width,
    offsets: Int32Array.from({ length: n + 1 }, (_, i) => i * width),
    columns: Int32Array.from(values.keys(), (at) => at % width),
    values: values.map((value, at) => (value - (means[at % width] as number)) / (deviations[at % width] as number)),
  };
}

/** Counts of tokens and of pairs of neighbours, of Euclidean length 1. */
function countsOf(batch: Batch): Vectors {
  const offsets = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < batch.count; i++) {
    const counts = new Map<number, number>();
    const count = (bucket: number) => counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    let before = -1;
    for (const token of batch.sequence(i)) {
      count(bucketOf(token, 0));
      if (before >= 0) count(bucketOf(token, before + 1));
      before = token;
    }
    let squares = 0;
    for (const number of counts.values()) squares += number * number;
    for (const [bucket, number] of counts) {
      columns.push(bucket);
      values.push(number / Math.sqrt(squares));
    }
    offsets.push(columns.length);
  }
  return {
    width: BUCKETS,
    offsets: Int32Array.from(offsets),
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
  };
}

/** A multiplicative hash of two numbers. */
function bucketOf(token: number, before: number): number {
  const mixed = Math.imul(Math.imul(token, 0x9e3779b1) + before, 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % BUCKETS;
}
