import { laneMask, largestOf, loadPart, storePart, sumLanes } from './lanes';
import { exp4 } from './transcendental';

/** Replaces a row of `count` scores by softmax(scale·scores). */
export function softmaxRow(row: usize, count: i32, scale: f32): void {
  const rest = count & 3;
  const end = row + (<usize>(count & ~3) << 2);
  const shift = f32x4.splat(largestOf(row, count));
  const factor = f32x4.splat(scale);
  let sums = f32x4.splat(0);
  for (let p = row; p < end; p += 16) {
    const value = exp4(f32x4.mul(f32x4.sub(v128.load(p), shift), factor));
    v128.store(p, value);
    sums = f32x4.add(sums, value);
  }
  if (rest > 0) {
    const value = exp4(f32x4.mul(f32x4.sub(loadPart(end, rest), shift), factor));
    storePart(end, rest, value);
    sums = f32x4.add(sums, v128.and(value, laneMask(rest)));
  }
  const share = f32x4.splat(1 / sumLanes(sums));
  for (let p = row; p < end; p += 16) v128.store(p, f32x4.mul(v128.load(p), share));
  if (rest > 0) storePart(end, rest, f32x4.mul(loadPart(end, rest), share));
}
