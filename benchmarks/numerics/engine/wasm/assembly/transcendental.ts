/**
 * exp, logistic and logarithm by arithmetic alone, so that they give the same bits on every machine and Node.
 */
import { fma4 } from './fused-multiply-add';

/** 1.5·2²³: a float of at most 2²² in size that it is added to is rounded to an integer, which the sum has in its last bits. */
const ROUNDER: f32 = 12_582_912;

/**
 * e^x in four lanes (Cephes expf): x = n·ln 2 + r with |r| ≤ ln(2)/2, a polynomial for e^r, n as a float's exponent;
 * its author gives a relative error of 2e-7.
 * x is clamped to [−87.3, 88], where floats end; NaN stays NaN.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  // pmin and pmax are one instruction each and keep x where the comparison is false, as it is for NaN.
  const clamped = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88)), f32x4.splat(-87.3));
  const rounded = fma4(clamped, f32x4.splat(1.4426950408889634), f32x4.splat(ROUNDER));
  const n = f32x4.sub(rounded, f32x4.splat(ROUNDER));
  // ln 2 in two parts, the first with so few bits that n times it is exact.
  const r = fma4(n, f32x4.splat(2.12194440e-4), fma4(n, f32x4.splat(-0.693359375), clamped));
  let y = fma4(f32x4.splat(1.9875691500e-4), r, f32x4.splat(1.3981999507e-3));
  y = fma4(y, r, f32x4.splat(8.3334519073e-3));
  y = fma4(y, r, f32x4.splat(4.1665795894e-2));
  y = fma4(y, r, f32x4.splat(1.6666665459e-1));
  y = fma4(y, r, f32x4.splat(5.0000001201e-1));
  y = fma4(y, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)));
  const power = i32x4.add(i32x4.shl(rounded, 23), i32x4.splat(127 << 23));
  return f32x4.mul(y, power);
}

/** 1 / (1 + e^−x) in four lanes. */
// @ts-ignore: decorator
@inline
export function logistic4(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))));
}

/** ln(1 + e) for e in [0, 1], four lanes: 2·artanh(s) with s = e / (2 + e) ≤ 1/3, by its series; exact to the end for small e. */
// @ts-ignore: decorator
@inline
export function log1p4(e: v128): v128 {
  const s = f32x4.div(e, f32x4.add(e, f32x4.splat(2)));
  const z = f32x4.mul(s, s);
  let y = fma4(f32x4.splat(2.0 / 15.0), z, f32x4.splat(2.0 / 13.0));
  y = fma4(y, z, f32x4.splat(2.0 / 11.0));
  y = fma4(y, z, f32x4.splat(2.0 / 9.0));
  y = fma4(y, z, f32x4.splat(2.0 / 7.0));
  y = fma4(y, z, f32x4.splat(2.0 / 5.0));
  y = fma4(y, z, f32x4.splat(2.0 / 3.0));
  y = fma4(y, z, f32x4.splat(2));
  return f32x4.mul(y, s);
}

/** ln x for a normal float x > 0: its exponent, and 2·artanh((m − 1)/(m + 1)) for a mantissa m in [√½, √2). */
export function logarithm(x: f32): f32 {
  const bits = reinterpret<i32>(x);
  let exponent = (bits >> 23) - 127;
  let mantissa = <f64>reinterpret<f32>((bits & 0x7fffff) | 0x3f800000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  const series = 1 + z * (1.0 / 3.0 + z * (1.0 / 5.0 + z * (1.0 / 7.0 + z * (1.0 / 9.0 + z * (1.0 / 11.0 + z / 13.0)))));
  return <f32>(<f64>exponent * 0.6931471805599453 + 2 * s * series);
}
