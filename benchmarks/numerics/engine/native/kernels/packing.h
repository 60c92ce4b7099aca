/* Operands of the matrix product, copied into the order in which its tiles read them. */
#pragma once
#include "vector.h"

/** Writes the transpose of four rows of four floats. */
INLINE void transpose4(const float *from, ptrdiff_t ld_from, float *to, ptrdiff_t ld_to) {
  quad r0 = load4(from), r1 = load4(from + ld_from), r2 = load4(from + 2 * ld_from), r3 = load4(from + 3 * ld_from);
#if LANES == 4
  const float64x2_t low01 = vreinterpretq_f64_f32(vzip1q_f32(r0, r1)), high01 = vreinterpretq_f64_f32(vzip2q_f32(r0, r1));
  const float64x2_t low23 = vreinterpretq_f64_f32(vzip1q_f32(r2, r3)), high23 = vreinterpretq_f64_f32(vzip2q_f32(r2, r3));
  r0 = vreinterpretq_f32_f64(vzip1q_f64(low01, low23));
  r1 = vreinterpretq_f32_f64(vzip2q_f64(low01, low23));
  r2 = vreinterpretq_f32_f64(vzip1q_f64(high01, high23));
  r3 = vreinterpretq_f32_f64(vzip2q_f64(high01, high23));
#else
  _MM_TRANSPOSE4_PS(r0, r1, r2, r3);
#endif
  store4(to, r0);
  store4(to + ld_to, r1);
  store4(to + 2 * ld_to, r2);
  store4(to + 3 * ld_to, r3);
}

/** Writes the transpose of rows×columns floats, four by four where whole squares lie. */
static void transpose_into(const float *from, ptrdiff_t ld_from, int rows, int columns, float *to, ptrdiff_t ld_to) {
  const int whole_rows = rows & ~3;
  const int whole_columns = columns & ~3;
  for (int i = 0; i < whole_rows; i += 4) {
    for (int j = 0; j < whole_columns; j += 4) transpose4(from + i * ld_from + j, ld_from, to + j * ld_to + i, ld_to);
  }
  for (int i = 0; i < rows; i++) {
    for (int j = i < whole_rows ? whole_columns : 0; j < columns; j++) to[j * ld_to + i] = from[i * ld_from + j];
  }
}

/**
 * Columns of a matrix of `depth` rows as panels of `width` of them, one row of a panel after the other; columns that are missing in the
 * last one are zeros.
 */
static void pack(const float *from, ptrdiff_t ld, int columns, int depth, float *to, int width) {
  for (int j = 0; j < columns; j += width) {
    for (int k = 0; k < depth; k++) {
      const float *row = from + k * ld + j;
      for (int q = 0; q < width; q += LANES) {
        const int left = columns - j - q;
        store(to + q, left > 0 ? read(row + q, left) : splat(0));
      }
      to += width;
    }
  }
}

/** The same of a matrix that lies transposed: its rows are the columns. */
static void pack_transposed(const float *from, ptrdiff_t ld, int columns, int depth, float *to, int width) {
  for (int j = 0; j < columns; j += width) {
    const int there = columns - j < width ? columns - j : width;
    if (there < width) memset(to, 0, sizeof(float) * depth * width);
    transpose_into(from + j * ld, ld, there, depth, to, width);
    to += depth * width;
  }
}
