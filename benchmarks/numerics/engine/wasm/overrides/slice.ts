import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '../../engine.ts';
import type { Heap } from '../heap.ts';
import type { Override } from '../overrides.ts';

/** Slice that copies the part, not the whole input first. */
export const slice: Override =
  ({ tf, heap, stock }) =>
  (args) => {
    const { x } = args.inputs;
    if (x === undefined) throw new RangeError('Slice needs x.');
    if (x.dtype === 'string' && stock) return stock(args);
    const { begin, size } = args.attrs as { begin: number[]; size: number[] };
    const [start, shape] = tf.slice_util.parseSliceParams(x, begin, size) as [number[], number[]];
    tf.slice_util.assertParamsValid(x, start, shape);
    return copyPart(tf, heap, x, start, shape);
  };

/** Rows up to this length are copied element by element: a call of `set` costs more. */
const SHORT_ROW = 24;

/** A new tensor with the part of x that begins at `start`. */
export function copyPart(tf: Tf, heap: Heap, x: TensorInfo, start: number[], shape: number[]): TensorInfo {
  const out = heap.output(shape, x.dtype);
  // Taking memory may move the heap's views: they are made after it.
  const from = heap.view(x);
  const to = heap.view(out);
  const strides = tf.util.computeStrides(x.shape);
  const first = start.reduce((sum, index, axis) => sum + index * (strides[axis] ?? 1), 0);
  if (tf.slice_util.isSliceContinous(x.shape, start, shape)) {
    to.set(from.subarray(first, first + to.length));
    return out;
  }
  const width = shape[shape.length - 1] as number;
  const outer = shape.slice(0, -1);
  const index = outer.map(() => 0);
  let source = first;
  for (let target = 0; target < to.length; target += width) {
    if (width > SHORT_ROW) to.set(from.subarray(source, source + width), target);
    else for (let j = 0; j < width; j++) to[target + j] = from[source + j] as number;
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      const stride = strides[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      source += stride;
      if ((index[axis] as number) < (outer[axis] as number)) break;
      source -= stride * (outer[axis] as number);
      index[axis] = 0;
    }
  }
  return out;
}
