/*
 * C = op(A)·op(B), row-major with leading dimensions in floats, for training: either operand may be transposed.
 *
 * Every element of C is one chain of fused multiply-adds over k, whatever the tiles: the bits are those of WebAssembly's kernel. A tile of up
 * to ROWS×(2·LANES) results stays in registers while k runs (Goto & van de Geijn 2008). B is packed into panels that a tile reads in
 * order. A is read where it lies, row by row, and where it lies transposed, from a transposed copy.
 */
#include "kernels.h"
#include "packing.h"

/** Twelve registers of results with the sixteen of AVX2, sixteen with the 32 of the others. */
#define ROWS (LANES == 8 ? 6 : 8)
#define COLUMNS (2 * LANES)
/** Depth of a block: a panel of B is at most 20 KiB with AVX2 and stays in the first cache. */
#define DEPTH 320
/** Columns of B that are packed at once, and rows of A that are transposed at once: these stay in the second cache. */
#define BLOCK_COLUMNS 512
#define BLOCK_ROWS 96
/** Between the rows of A's copy: no power of two, whose rows would push each other out of the first cache. */
#define COPY_ROW (DEPTH + 16)
/** Up to so many rows a panel of B is read only twice: where it lies is as good as packed. */
#define FEW_ROWS (2 * ROWS)

/** How a tile starts. */
enum { FROM_ZERO, FROM_C, FROM_BIAS };

/** What the tiles of a block have in common. */
typedef struct {
  int depth;
  ptrdiff_t lda, ldc;
  int start, clip;
} block;

int matrix_product_scratch(void) {
  return (BLOCK_COLUMNS * DEPTH + BLOCK_ROWS * COPY_ROW) * (int)sizeof(float) + 64;
}

/** A tile of `rows` (constant where this is inlined) by `vectors`, of whose last one `last` lanes are there; `step` floats from row to row of b. */
INLINE void tile(
  const int rows, const int vectors, const block *all, const float *a, const float *b, ptrdiff_t step, float *c, const float *bias, int last
) {
  const ptrdiff_t lda = all->lda, ldc = all->ldc;
  vec sums[ROWS][2];
#pragma GCC unroll 8
  for (int r = 0; r < rows; r++) {
#pragma GCC unroll 2
    for (int v = 0; v < vectors; v++) {
      const int lanes = v + 1 < vectors ? LANES : last;
      sums[r][v] = all->start == FROM_ZERO ? splat(0) : read((all->start == FROM_C ? c + r * ldc : bias) + v * LANES, lanes);
    }
  }
  for (const float *end = a + all->depth; a < end; a++) {
    vec right[2];
#pragma GCC unroll 2
    for (int v = 0; v < vectors; v++) right[v] = load(b + v * LANES);
#pragma GCC unroll 8
    for (int r = 0; r < rows; r++) {
      const vec left = splat(a[r * lda]);
#pragma GCC unroll 2
      for (int v = 0; v < vectors; v++) sums[r][v] = fused(left, right[v], sums[r][v]);
    }
    b += step;
  }
#pragma GCC unroll 8
  for (int r = 0; r < rows; r++) {
#pragma GCC unroll 2
    for (int v = 0; v < vectors; v++) {
      const int lanes = v + 1 < vectors ? LANES : last;
      write(c + r * ldc + v * LANES, lanes, all->clip ? most(sums[r][v], splat(0)) : sums[r][v]);
    }
  }
}

typedef void tile_function(
  const block *all, const float *a, const float *b, ptrdiff_t step, float *c, const float *bias, int last
);
#define TILE(rows, vectors) \
  static void tile_##rows##x##vectors( \
    const block *all, const float *a, const float *b, ptrdiff_t step, float *c, const float *bias, int last \
  ) { \
    tile(rows, vectors, all, a, b, step, c, bias, last); \
  }
#define TILES(rows) TILE(rows, 1) TILE(rows, 2)
TILES(1) TILES(2) TILES(3) TILES(4) TILES(5) TILES(6)
#if LANES != 8
TILES(7) TILES(8)
#endif

/** By rows − 1 and vectors − 1. */
static tile_function *const tiles[ROWS][2] = {
  {tile_1x1, tile_1x2}, {tile_2x1, tile_2x2}, {tile_3x1, tile_3x2}, {tile_4x1, tile_4x2}, {tile_5x1, tile_5x2}, {tile_6x1, tile_6x2},
#if LANES != 8
  {tile_7x1, tile_7x2}, {tile_8x1, tile_8x2},
#endif
};

/** The next tile's rows: of what is left and not twice ROWS one half, so that no tile is too low to keep the processor busy. */
INLINE int next_rows(int left) {
  if (left >= 2 * ROWS || left == ROWS) return ROWS;
  return left > ROWS ? (left + 1) / 2 : left;
}

/** The rows of A by one panel of B. */
static void multiply_panel(
  const block *all, int rows, int columns, const float *a, const float *b, ptrdiff_t step, float *c, const float *bias
) {
  const int vectors = columns > LANES ? 2 : 1;
  const int last = columns - (vectors - 1) * LANES;
  for (int i = 0; i < rows;) {
    const int height = next_rows(rows - i);
    tiles[height - 1][vectors - 1](all, a + i * all->lda, b, step, c + i * all->ldc, bias, last);
    i += height;
  }
}

void matrix_product(
  int transpose_a, int transpose_b, int m, int n, int k, const float *a, int lda, const float *b, int ldb, float *c, int ldc,
  const float *bias, int relu, int accumulate, float *scratch
) {
  float *const packed_b = (float *)(((uintptr_t)scratch + 63) & ~(uintptr_t)63);
  float *const copy_a = packed_b + BLOCK_COLUMNS * DEPTH;
  const int in_place = !transpose_b && m <= FEW_ROWS;
  // Blocks of about equal depth.
  const int blocks = (k + DEPTH - 1) / DEPTH;
  const int depth_of_all = blocks > 0 ? (k + blocks - 1) / blocks : 0;
  for (int j0 = 0; j0 < n; j0 += BLOCK_COLUMNS) {
    const int columns = smaller(BLOCK_COLUMNS, n - j0);
    // A panel that isn't whole is packed, with zeros, in any case.
    const int whole = in_place ? columns / COLUMNS * COLUMNS : 0;
    for (int k0 = 0; k0 < k; k0 += depth_of_all) {
      const int depth = smaller(depth_of_all, k - k0);
      const int start = k0 > 0 || accumulate ? FROM_C : bias != NULL ? FROM_BIAS : FROM_ZERO;
      const float *const b0 = transpose_b ? b + (ptrdiff_t)j0 * ldb + k0 : b + (ptrdiff_t)k0 * ldb + j0;
      if (transpose_b) pack_transposed(b0, ldb, columns, depth, packed_b, COLUMNS);
      else pack(b0 + whole, ldb, columns - whole, depth, packed_b + whole * depth, COLUMNS);
      for (int i0 = 0; i0 < m; i0 += BLOCK_ROWS) {
        const int rows = smaller(BLOCK_ROWS, m - i0);
        const float *a0 = a + (ptrdiff_t)i0 * lda + k0;
        if (transpose_a) {
          transpose_into(a + (ptrdiff_t)k0 * lda + i0, lda, depth, rows, copy_a, COPY_ROW);
          a0 = copy_a;
        }
        const block all = {depth, transpose_a ? COPY_ROW : lda, ldc, start, relu && k0 + depth == k};
        float *const c0 = c + (ptrdiff_t)i0 * ldc + j0;
        for (int j = 0; j < columns; j += COLUMNS) {
          const float *panel = j < whole ? b0 + j : packed_b + (ptrdiff_t)j * depth;
          multiply_panel(
            &all, rows, smaller(COLUMNS, columns - j), a0, panel, j < whole ? ldb : COLUMNS, c0 + j, bias ? bias + j0 + j : NULL
          );
        }
      }
    }
  }
}
