/** Weights of a network between generations: plain arrays, so that models are kept, copied and written without an engine. */
import type { Tensor, TensorEngine, Variable } from '../../numerics/engine/engine.ts';

export interface Weight {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

/** Weights by name. */
export type Weights = Readonly<Record<string, Weight>>;
export type Variables = Readonly<Record<string, Variable>>;
export type Tensors = Readonly<Record<string, Tensor>>;

/** Copies weights into trainable variables. The caller disposes them. */
export function toVariables({ tf }: TensorEngine, weights: Weights): Variables {
  // A variable outlives a tidy; the tensor that it copies does not.
  return tf.tidy(() => mapValues(weights, ({ shape, values }) => tf.variable(tf.tensor(values, [...shape]))));
}

/** Copies weights into tensors. The caller disposes them. */
export function toTensors({ tf }: TensorEngine, weights: Weights): Tensors {
  return mapValues(weights, ({ shape, values }) => tf.tensor(values, [...shape]));
}

/** Reads weights back. */
export function fromTensors(tensors: Tensors): Weights {
  return mapValues(tensors, (tensor) => ({ shape: [...tensor.shape], values: Float32Array.from(tensor.dataSync()) }));
}

/** Calls `use` with the weights as tensors and disposes them. */
export function withTensors<Result>(engine: TensorEngine, weights: Weights, use: (tensors: Tensors) => Result): Result {
  const tensors = toTensors(engine, weights);
  try {
    return use(tensors);
  } finally {
    engine.tf.dispose(Object.values(tensors));
  }
}

/** (1 + weight)·a − weight·b, name by name. */
export function stepAwayWeights(a: Weights, b: Weights, weight: number): Weights {
  return Object.fromEntries(
    Object.entries(a).map(([name, { shape, values }]) => {
      const other = (b[name] as Weight).values;
      return [name, { shape, values: values.map((value, i) => value + weight * (value - (other[i] as number))) }];
    }),
  );
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
