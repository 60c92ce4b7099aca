/** One computation on two engines of one thread: tfjs has one current backend, so values are taken out as arrays between them. */

import type { Tensor, TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { loadEngine } from '#benchmarks/numerics/engine/load.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import type { EngineId } from '#benchmarks/protocol/engine.ts';

export type Compute = (engine: TensorEngine) => Tensor | Tensor[];

/** tfjs's names of the engines' backends. */
const BACKENDS: Readonly<Record<EngineId, string>> = { wasm: 'wasm', cpu: 'cpu', 'tfjs-node': 'tensorflow' };

/** The engine named, with its backend the current one. */
export async function switchTo(id: EngineId): Promise<TensorEngine> {
  const engine = await loadEngine(id);
  await engine.tf.setBackend(BACKENDS[id]);
  return engine;
}

/** Every output as floats, on the engine named; leaves it the current one. */
export async function outputsOn(id: EngineId, compute: Compute): Promise<Float32Array[]> {
  return outputsOf(await switchTo(id), compute);
}

/** The same on the engine that is the current one. */
export function outputsOf(engine: TensorEngine, compute: Compute): Float32Array[] {
  const before = engine.tf.memory().numTensors;
  const outputs = engine.tf.tidy(() => {
    const results = compute(engine);
    return (Array.isArray(results) ? results : [results]).map((tensor) => Float32Array.from(tensor.dataSync()));
  });
  const left = engine.tf.memory().numTensors - before;
  if (left !== 0) throw new Error(`${left} tensors are left on ${engine.id}.`);
  return outputs;
}

/** The largest difference between two engines, relative to 1 + the largest value of the same output. */
export async function disagreement(
  compute: Compute,
  [checked, reference]: readonly [EngineId, EngineId] = ['wasm', 'cpu'],
): Promise<number> {
  const expected = await outputsOn(reference, compute);
  const received = await outputsOn(checked, compute);
  return largestDifference(received, expected);
}

export function largestDifference(received: readonly Float32Array[], expected: readonly Float32Array[]): number {
  if (received.length !== expected.length) throw new Error(`${received.length} outputs, not ${expected.length}`);
  let largest = 0;
  for (const [i, values] of expected.entries()) {
    const other = received[i] as Float32Array;
    if (other.length !== values.length)
      throw new Error(`Output ${i} has ${other.length} values, not ${values.length}.`);
    const scale = 1 + values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (const [j, value] of values.entries()) {
      const difference = Math.abs(value - (other[j] as number)) / scale;
      // A NaN on one side alone is a disagreement too.
      if (!(difference <= largest) && !(Number.isNaN(value) && Number.isNaN(other[j])))
        largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
    }
  }
  return largest;
}

/** Standard normal values times `scale`, the same for every engine. */
export function normals(engine: TensorEngine, path: string, shape: number[], scale = 1): Tensor {
  const stream = new Stream(`test/engine/${path}`);
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: size }, () => scale * stream.normal());
  return engine.tf.tensor(values, shape);
}

/** Integers in [0, below). */
export function integers(engine: TensorEngine, path: string, shape: number[], below: number): Tensor {
  const stream = new Stream(`test/engine/${path}`);
  const size = shape.reduce((product, length) => product * length, 1);
  return engine.tf.tensor(
    Int32Array.from({ length: size }, () => Math.floor(below * stream.uniform())),
    shape,
    'int32',
  );
}
