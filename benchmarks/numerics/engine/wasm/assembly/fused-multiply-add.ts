/**
 * x·y + z, rounded once (IEEE 754-2019, fusedMultiplyAdd), so that its bits do not depend on the machine.
 *
 * WebAssembly has it as `relaxed_madd`, which may also round twice where a processor has no such instruction. The module is
 * compiled twice: with relaxed SIMD, for processors that fuse (`multiplyAdd` shows whether they do), and without, computing the same
 * in double precision.
 */

// @ts-ignore: decorator
@inline
export function fma4(x: v128, y: v128, z: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? v128.relaxed_madd<f32>(x, y, z) : emulated(x, y, z);
}

/** The same of three numbers. */
export function multiplyAdd(x: f32, y: f32, z: f32): f32 {
  return f32x4.extract_lane(fma4(f32x4.splat(x), f32x4.splat(y), f32x4.splat(z)), 0);
}

function emulated(x: v128, y: v128, z: v128): v128 {
  const low = roundedToOdd(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(y), f64x2.promote_low_f32x4(z));
  const high = roundedToOdd(highPart(x), highPart(y), highPart(z));
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

// @ts-ignore: decorator
@inline
function highPart(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 1));
}

/**
 * x·y + z of two lanes. The product of two floats is exact in double precision; the sum, where it is not, goes to the neighbour whose last
 * bit is 1, after which rounding to a float gives what one rounding would have (Boldo & Melquiond, "Emulation of a FMA and Correctly Rounded
 * Sums: Proved Algorithms Using Rounding to Odd", 2008).
 */
// @ts-ignore: decorator
@inline
function roundedToOdd(x: v128, y: v128, z: v128): v128 {
  const product = f64x2.mul(x, y);
  const sum = f64x2.add(product, z);
  // What the sum lost, exactly (Knuth's two-sum); NaN where the sum is infinite or NaN, which is left as it is.
  const part = f64x2.sub(sum, product);
  const lost = f64x2.add(f64x2.sub(product, f64x2.sub(sum, part)), f64x2.sub(z, part));
  const zero = f64x2.splat(0);
  const inexact = v128.or(f64x2.lt(lost, zero), f64x2.gt(lost, zero));
  const even = i64x2.sub(v128.and(sum, i64x2.splat(1)), i64x2.splat(1));
  // As bits, one away from zero where the lost part has the sum's sign, else one towards zero.
  const step = v128.or(i64x2.shr_s(v128.xor(lost, sum), 63), i64x2.splat(1));
  return i64x2.add(sum, v128.and(step, v128.and(inexact, even)));
}
