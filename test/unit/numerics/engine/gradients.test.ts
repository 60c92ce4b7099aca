import { require as requireTranspiled } from 'tsx/cjs/api';
import { describe, expect, it } from 'vitest';
import type { Tensor, TensorEngine } from '#benchmarks/numerics/engine/engine.ts';
import { integers, largestDifference, normals, outputsOn } from './support.ts';

type Case = (x: Tensor, engine: TensorEngine) => Tensor;

const other = (engine: TensorEngine, shape: number[]) => normals(engine, 'gradients/other', shape);
const positive = (engine: TensorEngine, x: Tensor) => engine.tf.add(engine.tf.abs(x), 0.3);
const rows = (engine: TensorEngine) => integers(engine, 'gradients/rows', [5], 3);

/** By the kernel that it is about, or the op where it is about one more thing. x is [3, 4]. */
const CASES: Readonly<Record<string, Case>> = {
  Abs: (x, { tf }) => tf.abs(x),
  Exp: (x, { tf }) => tf.exp(x),
  Log: (x, e) => e.tf.log(positive(e, x)),
  Log1p: (x, e) => e.tf.log1p(positive(e, x)),
  Neg: (x, { tf }) => tf.neg(x),
  Reciprocal: (x, e) => e.tf.reciprocal(positive(e, x)),
  Relu: (x, { tf }) => tf.relu(x),
  Rsqrt: (x, e) => e.tf.rsqrt(positive(e, x)),
  Sigmoid: (x, { tf }) => tf.sigmoid(x),
  Softplus: (x, { tf }) => tf.softplus(x),
  Sqrt: (x, e) => e.tf.sqrt(positive(e, x)),
  Square: (x, { tf }) => tf.square(x),
  Tanh: (x, { tf }) => tf.tanh(x),
  Cast: (x, { tf }) => tf.cast(x, 'float32'),
  Identity: (x, { tf }) => tf.clone(x),
  ClipByValue: (x, { tf }) => tf.clipByValue(x, -0.5, 0.5),
  'Select, then': (x, e) => e.tf.where(mask(e), x, other(e, [3, 4])),
  'Select, else': (x, e) => e.tf.where(mask(e), other(e, [3, 4]), x),
  'Add, broadcast': (x, e) => e.tf.add(x, other(e, [2, 3, 4])),
  'Sub, broadcast first': (x, e) => e.tf.sub(other(e, [2, 3, 4]), x),
  'Multiply, a column': (x, e) => e.tf.mul(x, other(e, [3, 1])),
  'Multiply, itself': (x, { tf }) => tf.mul(x, x),
  'RealDiv, above': (x, e) => e.tf.div(x, positive(e, other(e, [4]))),
  'RealDiv, below': (x, e) => e.tf.div(other(e, [2, 3, 4]), positive(e, x)),
  SquaredDifference: (x, e) => e.tf.squaredDifference(other(e, [3, 4]), x),
  Maximum: (x, e) => e.tf.maximum(x, other(e, [3, 4])),
  Minimum: (x, e) => e.tf.minimum(other(e, [3, 4]), x),
  AddN: (x, e) => e.tf.addN([x, other(e, [3, 4]), x]),
  'BatchMatMul, first': (x, e) => e.tf.matMul(x, other(e, [4, 5])),
  'BatchMatMul, second': (x, e) => e.tf.matMul(other(e, [5, 3]), x),
  'BatchMatMul, first transposed': (x, e) => e.tf.matMul(x, other(e, [3, 5]), true),
  'BatchMatMul, second transposed': (x, e) => e.tf.matMul(other(e, [5, 4]), x, false, true),
  'BatchMatMul, both transposed, first': (x, e) => e.tf.matMul(x, other(e, [5, 3]), true, true),
  'BatchMatMul, both transposed, second': (x, e) => e.tf.matMul(other(e, [4, 5]), x, true, true),
  Max: (x, { tf }) => tf.max(x, 1),
  Min: (x, { tf }) => tf.min(x, 0, true),
  Sum: (x, { tf }) => tf.sum(x, 0),
  'Sum, all': (x, { tf }) => tf.sum(x),
  Mean: (x, { tf }) => tf.mean(x, -1, true),
  Softmax: (x, { tf }) => tf.softmax(x),
  LogSoftmax: (x, { tf }) => tf.logSoftmax(x),
  Reshape: (x, { tf }) => tf.reshape(x, [2, 6]),
  ExpandDims: (x, { tf }) => tf.expandDims(x, 1),
  Transpose: (x, { tf }) => tf.transpose(tf.reshape(x, [3, 2, 2]), [2, 0, 1]),
  SplitV: (x, { tf }) => tf.split(x, [1, 3], 1)[1] as Tensor,
  Slice: (x, { tf }) => tf.slice(x, [0, 1], [2, 2]),
  PadV2: (x, { tf }) =>
    tf.pad(x, [
      [1, 2],
      [0, 3],
    ]),
  Concat: (x, e) => e.tf.concat([x, other(e, [3, 2]), x], 1),
  Pack: (x, e) => e.tf.stack([x, other(e, [3, 4])], 1),
  Unpack: (x, { tf }) => tf.unstack(x)[1] as Tensor,
  Tile: (x, { tf }) => tf.tile(x, [2, 3]),
  GatherV2: (x, e) => e.tf.gather(x, rows(e)),
  'GatherV2, columns': (x, e) => e.tf.gather(x, rows(e), 1),
  Step: (x, { tf }) => tf.mul(tf.step(x), x),
  Sign: (x, { tf }) => tf.mul(tf.sign(x), x),
  Floor: (x, { tf }) => tf.mul(tf.floor(x), x),
  Round: (x, { tf }) => tf.mul(tf.round(x), x),
  ZerosLike: (x, { tf }) => tf.add(tf.zerosLike(x), x),
  OnesLike: (x, { tf }) => tf.add(tf.onesLike(x), x),
};

function mask(engine: TensorEngine): Tensor {
  return engine.tf.greater(normals(engine, 'gradients/mask', [3, 4]), 0);
}

/** The gradient of a weighted sum, so that no two elements have the same share. */
const gradientOf = (compute: Case) => (engine: TensorEngine) =>
  engine.tf.grad((x) => {
    const y = compute(x, engine);
    return engine.tf.sum(engine.tf.mul(y, normals(engine, 'gradients/weights', y.shape)));
  })(normals(engine, 'gradients/x', [3, 4]));

describe('gradients', () => {
  it('are those of tfjs-core, on cpu and on wasm', async () => {
    const ours = { cpu: new Map<string, Float32Array[]>(), wasm: new Map<string, Float32Array[]>() };
    for (const id of ['cpu', 'wasm'] as const) {
      for (const [name, compute] of Object.entries(CASES)) ours[id].set(name, await outputsOn(id, gradientOf(compute)));
    }
    // Replaces ours for the rest of this file: too slow to load for every start, good to compare with.
    requireTranspiled('@tensorflow/tfjs-core/dist/register_all_gradients.js', import.meta.url);
    for (const [name, compute] of Object.entries(CASES)) {
      const theirs = await outputsOn('cpu', gradientOf(compute));
      expect(largestDifference(ours.cpu.get(name)!, theirs), `${name} on cpu`).toBeLessThan(1e-6);
      expect(largestDifference(ours.wasm.get(name)!, theirs), `${name} on wasm`).toBeLessThan(1e-5);
    }
  });
});
