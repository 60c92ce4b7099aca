import type { Override } from '../overrides.ts';
import { copyPart } from './slice.ts';

/** SplitV as slices that copy their own parts alone. */
export const splitV: Override =
  ({ tf, heap }) =>
  ({ inputs, attrs }) => {
    const { x } = inputs;
    if (x === undefined) throw new RangeError('SplitV needs x.');
    const { numOrSizeSplits, axis } = attrs as { numOrSizeSplits: number | number[]; axis: number };
    const along = tf.util.parseAxisParam(axis, x.shape)[0] as number;
    const start = x.shape.map(() => 0);
    return tf.backend_util
      .prepareSplitSize(x as Parameters<typeof tf.backend_util.prepareSplitSize>[0], numOrSizeSplits, along)
      .map((size) => {
        const shape = [...x.shape];
        shape[along] = size;
        const part = copyPart(tf, heap, x, start, shape);
        start[along] = (start[along] as number) + size;
        return part;
      });
  };
