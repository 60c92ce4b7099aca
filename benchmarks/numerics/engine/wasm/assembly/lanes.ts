/** Rows whose length is no multiple of four: the last one to three floats as a vector; sums over lanes in one fixed order, and the largest. */

/** The first `count` (1 to 3) floats at `from`, then zeros. */
// @ts-ignore: decorator
@inline
export function loadPart(from: usize, count: i32): v128 {
  if (count == 1) return v128.load32_zero(from);
  const two = v128.load64_zero(from);
  return count == 2 ? two : v128.load32_lane(from, two, 2, 8);
}

/** Stores the first `count` (1 to 3) lanes. */
// @ts-ignore: decorator
@inline
export function storePart(to: usize, count: i32, value: v128): void {
  if (count == 1) {
    v128.store32_lane(to, value, 0);
    return;
  }
  v128.store64_lane(to, value, 0);
  if (count == 3) v128.store32_lane(to, value, 2, 8);
}

/** All ones in the first `count` (1 to 3) lanes. */
// @ts-ignore: decorator
@inline
export function laneMask(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

// @ts-ignore: decorator
@inline
export function sumLanes(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 2) + (f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 3))
  );
}

/**
 * The largest of `count` (at least 1) floats. NaN may be passed over, which the sum that follows has to tell: pmax is one instruction
 * where max, which keeps it, is seven that wait for each other.
 */
export function largestOf(x: usize, count: i32): f32 {
  const end = x + (<usize>(count & ~3) << 2);
  const last = x + (<usize>count << 2);
  let most = f32x4.splat(load<f32>(x));
  for (; x < end; x += 16) most = f32x4.pmax(most, v128.load(x));
  for (; x < last; x += 4) most = f32x4.pmax(most, v128.load32_splat(x));
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1));
  return max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1));
}
