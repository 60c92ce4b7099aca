import type { Override } from '../overrides.ts';

/**
 * UnsortedSegmentSum, which the backend lacks: the gradient of `gather`. Rows are added in their order; a negative segment
 * is left out, as on the other backends.
 */
export const unsortedSegmentSum: Override =
  ({ heap }) =>
  ({ inputs, attrs }) => {
    const { x, segmentIds } = inputs;
    const { numSegments } = attrs as { numSegments: number };
    if (x === undefined || segmentIds === undefined) throw new RangeError('UnsortedSegmentSum needs x and segmentIds.');
    const rowShape = x.shape.slice(segmentIds.shape.length);
    const width = rowShape.reduce((product, size) => product * size, 1);
    const out = heap.output([numSegments, ...rowShape], x.dtype);
    const rows = heap.view(x);
    const ids = heap.view(segmentIds);
    const sums = heap.view(out);
    sums.fill(0);
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      if (id < 0) continue;
      if (id >= numSegments) throw new RangeError(`Received the segment ${id}; there are ${numSegments}.`);
      for (let j = 0; j < width; j++)
        sums[id * width + j] = (sums[id * width + j] as number) + (rows[i * width + j] as number);
    }
    return out;
  };
