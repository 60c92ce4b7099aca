/* exp, logistic and logarithm by arithmetic alone: the steps of WebAssembly's kernels, whose comments give their sources and errors. */
#pragma once
#include "vector.h"

/** 1.5·2²³: a float of at most 2²² in size that it is added to is rounded to an integer, which the sum has in its last bits. */
#define ROUNDER 12582912.0f

/** e^x (Cephes expf), x clamped to [−87.3, 88]; NaN stays NaN. */
INLINE vec exponential(vec x) {
  const vec clamped = most(least(x, splat(88)), splat((float)-87.3));
  const vec rounded = fused(clamped, splat((float)1.4426950408889634), splat(ROUNDER));
  const vec n = rounded - ROUNDER;
  const vec r = fused(n, splat((float)2.12194440e-4), fused(n, splat((float)-0.693359375), clamped));
  vec y = fused(splat((float)1.9875691500e-4), r, splat((float)1.3981999507e-3));
  y = fused(y, r, splat((float)8.3334519073e-3));
  y = fused(y, r, splat((float)4.1665795894e-2));
  y = fused(y, r, splat((float)1.6666665459e-1));
  y = fused(y, r, splat((float)5.0000001201e-1));
  y = fused(y, r * r, r + 1.0f);
  // Unsigned: for NaN the shift may overflow.
  typedef uint32_t unsigneds __attribute__((vector_size(4 * LANES), may_alias));
  return y * (vec)(((unsigneds)rounded << 23) + (127u << 23));
}

/** 1 / (1 + e^−x). */
INLINE vec logistic(vec x) { return 1.0f / (1.0f + exponential(-x)); }

/** ln(1 + e) for e in [0, 1]: 2·artanh(e / (2 + e)) by its series. */
INLINE vec log_1_plus(vec e) {
  const vec s = e / (e + 2.0f);
  const vec z = s * s;
  vec y = fused(splat(2.0f / 15.0f), z, splat(2.0f / 13.0f));
  y = fused(y, z, splat(2.0f / 11.0f));
  y = fused(y, z, splat(2.0f / 9.0f));
  y = fused(y, z, splat(2.0f / 7.0f));
  y = fused(y, z, splat(2.0f / 5.0f));
  y = fused(y, z, splat(2.0f / 3.0f));
  y = fused(y, z, splat(2.0f));
  return y * s;
}

/** ln x for a normal float x > 0: its exponent, and 2·artanh((m − 1)/(m + 1)) for a mantissa m in [√½, √2). */
INLINE float logarithm(float x) {
  int32_t bits;
  memcpy(&bits, &x, sizeof bits);
  int exponent = (bits >> 23) - 127;
  const int32_t fraction = (bits & 0x7fffff) | 0x3f800000;
  float part;
  memcpy(&part, &fraction, sizeof part);
  double mantissa = part;
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent++;
  }
  const double s = (mantissa - 1) / (mantissa + 1);
  const double z = s * s;
  const double series = 1 + z * (1.0 / 3.0 + z * (1.0 / 5.0 + z * (1.0 / 7.0 + z * (1.0 / 9.0 + z * (1.0 / 11.0 + z / 13.0)))));
  return (float)(exponent * 0.6931471805599453 + 2 * s * series);
}
