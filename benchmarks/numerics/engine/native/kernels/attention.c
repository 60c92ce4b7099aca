/*
 * Causal self-attention (Vaswani et al. 2017, eq. 1) of qkv [batch·length, 3d], heads side by side in each third, by matrix
 * products on the heads where they lie. A block of positions sees no position after it, so its products stop there.
 */
#include "kernels.h"
#include "lanes4.h"
#include "softmax-row.h"

/** As in WebAssembly: what is left out of a block's sums has to be the same. */
#define POSITIONS 32

/** A row-major matrix without gaps between columns: its first element and the floats from row to row. */
typedef struct {
  float *at;
  int ld;
} matrix;

/** c = op(a)·op(b), m×n by k. */
INLINE void multiply(int transpose_a, int transpose_b, int m, int n, int k, matrix a, matrix b, matrix c, float *scratch) {
  matrix_product(transpose_a, transpose_b, m, n, k, a.at, a.ld, b.at, b.ld, c.at, c.ld, NULL, 0, 0, scratch);
}

INLINE matrix below(matrix x, int rows) { return (matrix){x.at + (size_t)rows * x.ld, x.ld}; }

void causal_attention(
  int batch, int length, int heads, int width, float *qkv, float *weights, float *out, float *scratch
) {
  const int d = heads * width;
  const float scale = 1.0f / __builtin_sqrtf((float)width);
  for (int b = 0; b < batch; b++) {
    for (int h = 0; h < heads; h++) {
      const matrix q = {qkv + (size_t)b * length * 3 * d + h * width, 3 * d};
      const matrix k = {q.at + d, 3 * d};
      const matrix v = {k.at + d, 3 * d};
      const matrix o = {out + (size_t)b * length * d + h * width, d};
      const matrix w = {weights + (size_t)(b * heads + h) * length * length, length};
      for (int i0 = 0; i0 < length; i0 += POSITIONS) {
        const int rows = smaller(POSITIONS, length - i0);
        const int seen = i0 + rows;
        multiply(0, 1, rows, seen, width, below(q, i0), k, below(w, i0), scratch);
        for (int i = i0; i < seen; i++) {
          float *row = below(w, i).at;
          softmax_row(row, i + 1, scale);
          // Only the block is read again.
          for (int j = i + 1; j < seen; j++) row[j] = 0;
        }
        multiply(0, 0, rows, width, seen, below(w, i0), v, below(o, i0), scratch);
      }
    }
  }
}

/** Replaces dP by P∘(dP − Σ dP∘P)·scale. */
static void softmax_row_gradient(const float *p, float *dp, int count, float scale) {
  const float mean = dot4(p, dp, count);
  for (int j = 0; j < count; j += LANES) {
    const int left = count - j;
    write(dp + j, left, (read(p + j, left) * (read(dp + j, left) - mean)) * scale);
  }
}

void causal_attention_gradient(
  int batch, int length, int heads, int width, float *qkv, float *weights, float *dout, float *dqkv, float *scores, float *scratch
) {
  const int d = heads * width;
  const float scale = 1.0f / __builtin_sqrtf((float)width);
  const matrix s = {scores, length};
  for (int b = 0; b < batch; b++) {
    for (int h = 0; h < heads; h++) {
      const size_t place = (size_t)b * length * 3 * d + h * width;
      const matrix q = {qkv + place, 3 * d}, k = {q.at + d, 3 * d}, v = {k.at + d, 3 * d};
      const matrix dq = {dqkv + place, 3 * d}, dk = {dq.at + d, 3 * d}, dv = {dk.at + d, 3 * d};
      const matrix o = {dout + (size_t)b * length * d + h * width, d};
      const matrix w = {weights + (size_t)(b * heads + h) * length * length, length};
      for (int i0 = 0; i0 < length; i0 += POSITIONS) {
        const int rows = smaller(POSITIONS, length - i0);
        const int seen = i0 + rows;
        multiply(0, 1, rows, seen, width, below(o, i0), v, below(s, i0), scratch);
        // Up to the block's end: the weights there are zero, and so are the gradients.
        for (int i = i0; i < seen; i++) softmax_row_gradient(below(w, i).at, below(s, i).at, seen, scale);
        multiply(0, 0, rows, width, seen, below(s, i0), k, below(dq, i0), scratch);
      }
      for (int j0 = 0; j0 < length; j0 += POSITIONS) {
        const int columns = smaller(POSITIONS, length - j0);
        // Columns and rows from j0 on: no earlier position sees these keys and values.
        const matrix w0 = {below(w, j0).at + j0, length};
        const matrix s0 = {below(s, j0).at + j0, length};
        multiply(1, 0, columns, width, length - j0, w0, below(o, j0), below(dv, j0), scratch);
        multiply(1, 0, columns, width, length - j0, s0, below(q, j0), below(dk, j0), scratch);
      }
    }
  }
}
