/* Scalar products: WebAssembly sums them up in four lanes, each a chain of fused multiply-adds. */
#pragma once
#include "vector.h"

#if LANES == 4
INLINE quad fused4(quad x, quad y, quad z) { return fused(x, y, z); }
#else
INLINE quad fused4(quad x, quad y, quad z) { return _mm_fmadd_ps(x, y, z); }
#endif

/** Σ x·y. */
INLINE float dot4(const float *x, const float *y, int count) {
  quad sums = {0};
  int j = 0;
  for (; j + 4 <= count; j += 4) sums = fused4(load4(x + j), load4(y + j), sums);
  if (j < count) sums = fused4(load_part4(x + j, count - j), load_part4(y + j, count - j), sums);
  return sum_lanes(sums);
}
