/** Examples as points of a Euclidean space, and choosing among them by distance. */
import type { Batch } from '../numerics/batch.ts';

export interface Points {
  /** `[n, width]`, row-major. */
  readonly values: Float64Array;
  readonly width: number;
}

/** Side of the square of pixels whose mean is one coordinate. */
const BLOCK = 4;

/**
 * The examples of a batch as points: rows as they are, square images as the means of their blocks of 4 × 4 pixels (28 × 28 pixels in
 * 49 coordinates), grey values 0–255.
 * @throws RangeError for sequences, which have no distance
 */
export function pointsOf(batch: Batch): Points {
  if (batch.data.kind !== 'pixels') {
    const { values, width } = batch.rowData;
    return { values, width };
  }
  const { values, width } = batch.pixelData;
  const side = Math.round(Math.sqrt(width));
  const blocks = Math.ceil(side / BLOCK);
  const points = new Float64Array(batch.count * blocks * blocks);
  for (let i = 0; i < batch.count; i++) {
    for (let pixel = 0; pixel < width; pixel++) {
      const row = Math.floor(Math.floor(pixel / side) / BLOCK);
      const column = Math.floor((pixel % side) / BLOCK);
      const at = (i * blocks + row) * blocks + column;
      points[at] = (points[at] as number) + (values[i * width + pixel] as number) / (BLOCK * BLOCK);
    }
  }
  return { values: points, width: blocks * blocks };
}

/** Squared Euclidean distance of two points; some number of at least `bound` where it is that large, which takes less time to see. */
export function squaredDistance(
  { values, width }: Points,
  i: number,
  j: number,
  bound = Number.POSITIVE_INFINITY,
): number {
  const shift = (j - i) * width;
  const end = (i + 1) * width;
  let sum = 0;
  for (let at = i * width; at < end && sum < bound; at++) {
    const difference = (values[at] as number) - (values[at + shift] as number);
    sum += difference * difference;
  }
  return sum;
}

/**
 * Chooses points greedily, each time the one that is farthest from those chosen so far (Gonzalez 1985): the point `first`, then
 * others; ties by position. `count` · n distances.
 */
export function farthestFirst(points: Points, count: number, first = 0): Int32Array {
  const n = points.values.length / points.width;
  const chosen = new Int32Array(Math.min(count, n));
  /** Squared distance to the nearest chosen point; −1 for those chosen. */
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let next = first;
  for (let at = 0; at < chosen.length; at++) {
    const last = next;
    chosen[at] = last;
    nearest[last] = -1;
    let farthest = -1;
    for (let i = 0; i < n; i++) {
      const before = nearest[i] as number;
      if (before < 0) continue;
      const distance = Math.min(before, squaredDistance(points, i, last, before));
      nearest[i] = distance;
      if (distance <= farthest) continue;
      farthest = distance;
      next = i;
    }
  }
  return chosen;
}
