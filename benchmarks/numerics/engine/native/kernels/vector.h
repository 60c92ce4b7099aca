/*
 * Vectors of LANES floats, as wide as the processor that is compiled for: 16 with AVX-512F, 8 with AVX2, 4 with NEON. Arithmetic is
 * the compiler's own on vector types; what it has no operator for stands here, once for each processor. Nothing is contracted or
 * reordered (-ffp-contract=off), so lane for lane all widths and WebAssembly compute the same bits.
 */
#pragma once
#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__)
#define LANES 16
#elif defined(__AVX2__) && defined(__FMA__)
#define LANES 8
#elif defined(__ARM_NEON) && defined(__aarch64__)
#define LANES 4
#else
#error "The native kernels are for AVX2 with FMA, AVX-512F and 64-bit NEON."
#endif

#if LANES == 4
#include <arm_neon.h>
#else
#include <immintrin.h>
#endif

typedef float vec __attribute__((vector_size(4 * LANES), may_alias));
typedef int32_t ints __attribute__((vector_size(4 * LANES), may_alias));
/** Four lanes: in these WebAssembly adds up, so every sum over lanes is made in these. */
typedef float quad __attribute__((vector_size(16), may_alias));
typedef int32_t fours __attribute__((vector_size(16), may_alias));
/** The same in memory, at any address of a float. */
typedef float loose_vec __attribute__((vector_size(4 * LANES), may_alias, aligned(4)));
typedef float loose_quad __attribute__((vector_size(16), may_alias, aligned(4)));

#define INLINE static inline __attribute__((always_inline))

INLINE int smaller(int x, int y) { return x < y ? x : y; }

INLINE vec load(const float *from) { return *(const loose_vec *)from; }
INLINE void store(float *to, vec value) { *(loose_vec *)to = value; }
INLINE quad load4(const float *from) { return *(const loose_quad *)from; }
INLINE void store4(float *to, quad value) { *(loose_quad *)to = value; }
INLINE vec splat(float x) { return x - (vec){0}; }
INLINE vec both(ints mask, vec x) { return (vec)(mask & (ints)x); }
INLINE vec absolute(vec x) { return (vec)((ints)x & 0x7fffffff); }

/** All ones in the first `count` lanes. */
INLINE ints first_lanes(int count) {
#if LANES == 16
  const ints lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
#elif LANES == 8
  const ints lane = {0, 1, 2, 3, 4, 5, 6, 7};
#else
  const ints lane = {0, 1, 2, 3};
#endif
  return lane < count;
}

/** The first `count` (1 to 3) floats, then zeros. */
INLINE quad load_part4(const float *from, int count) {
  return (quad){from[0], count > 1 ? from[1] : 0, count > 2 ? from[2] : 0, 0};
}

/*
 * fused: x·y + z, rounded once. least and most: y where it is less (greater) than x, else x, as pmin and pmax of WebAssembly, so that x stays
 * where either is NaN. load_part: the first `count` (less than LANES) floats, then zeros; store_part stores as many.
 * part4: lanes 4·place to 4·place + 3.
 */
#if LANES == 16
INLINE vec fused(vec x, vec y, vec z) { return _mm512_fmadd_ps(x, y, z); }
INLINE vec least(vec x, vec y) { return _mm512_min_ps(y, x); }
INLINE vec most(vec x, vec y) { return _mm512_max_ps(y, x); }
INLINE vec root(vec x) { return _mm512_sqrt_ps(x); }
INLINE vec load_part(const float *from, int count) { return _mm512_maskz_loadu_ps((1u << count) - 1, from); }
INLINE void store_part(float *to, int count, vec value) { _mm512_mask_storeu_ps(to, (1u << count) - 1, value); }
#define part4(value, place) ((quad)_mm512_extractf32x4_ps(value, place))
#elif LANES == 8
INLINE vec fused(vec x, vec y, vec z) { return _mm256_fmadd_ps(x, y, z); }
INLINE vec least(vec x, vec y) { return _mm256_min_ps(y, x); }
INLINE vec most(vec x, vec y) { return _mm256_max_ps(y, x); }
INLINE vec root(vec x) { return _mm256_sqrt_ps(x); }
INLINE vec load_part(const float *from, int count) { return _mm256_maskload_ps(from, (__m256i)first_lanes(count)); }
INLINE void store_part(float *to, int count, vec value) { _mm256_maskstore_ps(to, (__m256i)first_lanes(count), value); }
#define part4(value, place) ((quad)_mm256_extractf128_ps(value, place))
#else
INLINE vec fused(vec x, vec y, vec z) { return vfmaq_f32(z, x, y); }
INLINE vec least(vec x, vec y) { return vbslq_f32(vcltq_f32(y, x), y, x); }
INLINE vec most(vec x, vec y) { return vbslq_f32(vcltq_f32(x, y), y, x); }
INLINE vec root(vec x) { return vsqrtq_f32(x); }
INLINE vec load_part(const float *from, int count) { return load_part4(from, count); }
INLINE void store_part(float *to, int count, vec value) {
  to[0] = value[0];
  if (count > 1) to[1] = value[1];
  if (count > 2) to[2] = value[2];
}
#define part4(value, place) (value)
#endif

/** Up to LANES floats of the `count` (at least 1) that are left; zeros in the lanes that are not there. */
INLINE vec read(const float *from, int count) { return count >= LANES ? load(from) : load_part(from, count); }
INLINE void write(float *to, int count, vec value) {
  if (count >= LANES) store(to, value);
  else store_part(to, count, value);
}
/** Zeros in the lanes that are not there. */
INLINE vec present(vec value, int count) { return count >= LANES ? value : both(first_lanes(count), value); }

/** Adds a vector to a sum in four lanes, four by four in order. Zeros change nothing: a sum that began with zero is never −0. */
INLINE quad add_up(quad sums, vec value) {
  sums += part4(value, 0);
#if LANES >= 8
  sums += part4(value, 1);
#endif
#if LANES == 16
  sums += part4(value, 2);
  sums += part4(value, 3);
#endif
  return sums;
}

/** The four lanes' sum, in the order of WebAssembly's kernels. */
INLINE float sum_lanes(quad x) { return (x[0] + x[2]) + (x[1] + x[3]); }

INLINE quad larger4(quad x, quad y) {
  const fours less = x < y;
  return (quad)((less & (fours)y) | (~less & (fours)x));
}

/** The largest of `count` (at least 1) floats: NaN where the first is; another NaN may be passed over, which the sum that follows has to tell. */
INLINE float largest_of(const float *x, int count) {
  vec far = splat(x[0]);
  int i = 0;
  for (; i + LANES <= count; i += LANES) far = most(far, load(x + i));
  quad four = part4(far, 0);
#if LANES >= 8
  four = larger4(four, part4(far, 1));
#endif
#if LANES == 16
  four = larger4(four, larger4(part4(far, 2), part4(far, 3)));
#endif
  float largest = four[0];
  for (int q = 1; q < 4; q++) largest = largest < four[q] ? four[q] : largest;
  for (; i < count; i++) largest = largest < x[i] ? x[i] : largest;
  return largest;
}
