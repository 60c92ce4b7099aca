/**
 * C = op(A)·op(B), row-major with leading dimensions in floats, for training: either operand may be transposed.
 *
 * A tile of 4×8 results stays in eight vector registers while k runs (Goto & van de Geijn 2008). A is packed into panels of four
 * rows and B into panels of eight columns, so that a tile reads both in order, by one address each. Sums run over k in blocks of KC,
 * always in the same order, each product and its sum rounded once.
 */
import { fma4 } from './fused-multiply-add';
import { copyRow, pack, packTransposed } from './packing';

const MR: i32 = 4;
const NR: i32 = 8;
/** A panel of B, KC×NR floats, is 8 KiB: it stays in the first cache. */
const KC: i32 = 256;
/** KC×NC and MC×KC floats: A's pack stays in the second cache, B's mostly. Multiples of NR and MR, so that their last panels fit. */
const NC: i32 = 512;
const MC: i32 = 96;

const PACKED_B: i32 = KC * NC;
const PACKED_A: i32 = MC * KC;
const TILE: i32 = MR * NR;
/** Bytes of A that a step of a tile reads; of B it reads twice as many. */
const STEP: usize = <usize>MR << 2;

/** How a tile starts. */
const FROM_ZERO: i32 = 0;
const FROM_C: i32 = 1;
const FROM_BIAS: i32 = 2;

/** Bytes of scratch that `matrixProduct` needs. */
export function matrixProductScratch(): i32 {
  return (PACKED_B + PACKED_A + TILE) << 2;
}

/**
 * @param bias a row of n floats that is added to every row of C, or 0
 * @param relu whether negative results become 0
 * @param accumulate whether the product is added to what C holds; excludes a bias
 * @param scratch `matrixProductScratch()` bytes, aligned to 16
 */
export function matrixProduct(
  transposeA: bool,
  transposeB: bool,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  c: usize,
  ldc: i32,
  bias: usize,
  relu: bool,
  accumulate: bool,
  scratch: usize,
): void {
  const packedB = scratch;
  const packedA = packedB + (<usize>PACKED_B << 2);
  const tile = packedA + (<usize>PACKED_A << 2);
  for (let j0 = 0; j0 < n; j0 += NC) {
    const columns = min(NC, n - j0);
    for (let k0 = 0; k0 < k; k0 += KC) {
      const depth = min(KC, k - k0);
      const start = k0 > 0 || accumulate ? FROM_C : bias != 0 ? FROM_BIAS : FROM_ZERO;
      const clip = relu && k0 + depth == k;
      if (transposeB) packTransposed(b + (<usize>(j0 * ldb + k0) << 2), ldb, columns, depth, packedB, NR);
      else pack(b + (<usize>(k0 * ldb + j0) << 2), ldb, columns, depth, packedB, NR);
      for (let i0 = 0; i0 < m; i0 += MC) {
        const rows = min(MC, m - i0);
        if (transposeA) pack(a + (<usize>(k0 * lda + i0) << 2), lda, rows, depth, packedA, MR);
        else packTransposed(a + (<usize>(i0 * lda + k0) << 2), lda, rows, depth, packedA, MR);
        multiplyBlock(
          rows, columns, depth, packedA, packedB, c + (<usize>(i0 * ldc + j0) << 2), ldc,
          start, bias + (<usize>j0 << 2), clip, tile,
        );
      }
    }
  }
}

function multiplyBlock(
  rows: i32, columns: i32, depth: i32, packedA: usize, packedB: usize, c: usize, ldc: i32,
  start: i32, bias: usize, clip: bool, tile: usize,
): void {
  const rowC = <usize>ldc << 2;
  for (let j = 0; j < columns; j += NR) {
    const width = min(NR, columns - j);
    const b = packedB + (<usize>(j * depth) << 2);
    const biasHere = bias + (<usize>j << 2);
    for (let i = 0; i < rows; i += MR) {
      const height = min(MR, rows - i);
      const a = packedA + (<usize>(i * depth) << 2);
      const end = a + (<usize>(depth * MR) << 2);
      const c0 = c + <usize>i * rowC + (<usize>j << 2);
      if (height == MR && width == NR) {
        multiplyTile(a, end, end - STEP, end - 2 * STEP, end - 3 * STEP, b, c0, rowC, start, biasHere, clip);
        continue;
      }
      // At the edges the tile is computed beside C.
      if (start != FROM_ZERO) fillTile(tile, height, width, start == FROM_C ? c0 : biasHere, start == FROM_C ? rowC : 0);
      const from = start == FROM_ZERO ? FROM_ZERO : FROM_C;
      multiplyTile(a, end, end - STEP, end - 2 * STEP, end - 3 * STEP, b, tile, NR << 2, from, 0, clip);
      for (let r = 0; r < height; r++) copyRow(tile + <usize>(r * NR << 2), c0 + <usize>r * rowC, width);
    }
  }
}

/**
 * Register sij holds half j of the tile's diagonal i: in lane q the result of row (i + q) mod 4. So a step takes the four rows of A as one
 * vector and its three rotations, not as four vectors of equal lanes: fewer instructions, which counts most where another
 * thread runs on the same core.
 * @param end where a's panel ends; end1, end2 and end3 lie one, two and three steps before. They are passed because V8 would compute them in every step.
 */
function multiplyTile(
  a: usize, end: usize, end1: usize, end2: usize, end3: usize, b: usize, c: usize, rowC: usize, start: i32, bias: usize, clip: bool,
): void {
  const c1 = c + rowC;
  const c2 = c1 + rowC;
  const c3 = c2 + rowC;
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  if (start == FROM_C) {
    const l0 = v128.load(c), l1 = v128.load(c1), l2 = v128.load(c2), l3 = v128.load(c3);
    s00 = lanes(l0, l1, l2, l3); s10 = lanes(l1, l2, l3, l0); s20 = lanes(l2, l3, l0, l1); s30 = lanes(l3, l0, l1, l2);
    const r0 = v128.load(c, 16), r1 = v128.load(c1, 16), r2 = v128.load(c2, 16), r3 = v128.load(c3, 16);
    s01 = lanes(r0, r1, r2, r3); s11 = lanes(r1, r2, r3, r0); s21 = lanes(r2, r3, r0, r1); s31 = lanes(r3, r0, r1, r2);
  } else if (start == FROM_BIAS) {
    s00 = v128.load(bias); s01 = v128.load(bias, 16);
    s10 = s00; s11 = s01; s20 = s00; s21 = s01; s30 = s00; s31 = s01;
  }
  // Four steps a round. The branches between them are for V8, too: without, it loads all four steps' operands first and runs out of registers.
  while (a < end) {
    const x0 = v128.load(a), l0 = v128.load(b), r0 = v128.load(b, 16);
    const y0 = v128.shuffle<f32>(x0, x0, 1, 2, 3, 0), z0 = v128.shuffle<f32>(x0, x0, 2, 3, 0, 1), w0 = v128.shuffle<f32>(x0, x0, 3, 0, 1, 2);
    s00 = fma4(x0, l0, s00); s10 = fma4(y0, l0, s10); s20 = fma4(z0, l0, s20); s30 = fma4(w0, l0, s30);
    s01 = fma4(x0, r0, s01); s11 = fma4(y0, r0, s11); s21 = fma4(z0, r0, s21); s31 = fma4(w0, r0, s31);
    if (a == end1) break;

    const x1 = v128.load(a, 16), l1 = v128.load(b, 32), r1 = v128.load(b, 48);
    const y1 = v128.shuffle<f32>(x1, x1, 1, 2, 3, 0), z1 = v128.shuffle<f32>(x1, x1, 2, 3, 0, 1), w1 = v128.shuffle<f32>(x1, x1, 3, 0, 1, 2);
    s00 = fma4(x1, l1, s00); s10 = fma4(y1, l1, s10); s20 = fma4(z1, l1, s20); s30 = fma4(w1, l1, s30);
    s01 = fma4(x1, r1, s01); s11 = fma4(y1, r1, s11); s21 = fma4(z1, r1, s21); s31 = fma4(w1, r1, s31);
    if (a == end2) break;

    const x2 = v128.load(a, 32), l2 = v128.load(b, 64), r2 = v128.load(b, 80);
    const y2 = v128.shuffle<f32>(x2, x2, 1, 2, 3, 0), z2 = v128.shuffle<f32>(x2, x2, 2, 3, 0, 1), w2 = v128.shuffle<f32>(x2, x2, 3, 0, 1, 2);
    s00 = fma4(x2, l2, s00); s10 = fma4(y2, l2, s10); s20 = fma4(z2, l2, s20); s30 = fma4(w2, l2, s30);
    s01 = fma4(x2, r2, s01); s11 = fma4(y2, r2, s11); s21 = fma4(z2, r2, s21); s31 = fma4(w2, r2, s31);
    if (a == end3) break;

    const x3 = v128.load(a, 48), l3 = v128.load(b, 96), r3 = v128.load(b, 112);
    const y3 = v128.shuffle<f32>(x3, x3, 1, 2, 3, 0), z3 = v128.shuffle<f32>(x3, x3, 2, 3, 0, 1), w3 = v128.shuffle<f32>(x3, x3, 3, 0, 1, 2);
    s00 = fma4(x3, l3, s00); s10 = fma4(y3, l3, s10); s20 = fma4(z3, l3, s20); s30 = fma4(w3, l3, s30);
    s01 = fma4(x3, r3, s01); s11 = fma4(y3, r3, s11); s21 = fma4(z3, r3, s21); s31 = fma4(w3, r3, s31);
    a += 4 * STEP;
    b += 8 * STEP;
  }
  if (clip) {
    const zero = f32x4.splat(0);
    s00 = f32x4.pmax(s00, zero); s01 = f32x4.pmax(s01, zero);
    s10 = f32x4.pmax(s10, zero); s11 = f32x4.pmax(s11, zero);
    s20 = f32x4.pmax(s20, zero); s21 = f32x4.pmax(s21, zero);
    s30 = f32x4.pmax(s30, zero); s31 = f32x4.pmax(s31, zero);
  }
  v128.store(c, lanes(s00, s30, s20, s10)); v128.store(c, lanes(s01, s31, s21, s11), 16);
  v128.store(c1, lanes(s10, s00, s30, s20)); v128.store(c1, lanes(s11, s01, s31, s21), 16);
  v128.store(c2, lanes(s20, s10, s00, s30)); v128.store(c2, lanes(s21, s11, s01, s31), 16);
  v128.store(c3, lanes(s30, s20, s10, s00)); v128.store(c3, lanes(s31, s21, s11, s01), 16);
}

/** Lane 0 of x, 1 of y, 2 of z, 3 of w: of four rows a diagonal, of four diagonals a row. */
// @ts-ignore: decorator
@inline
function lanes(x: v128, y: v128, z: v128, w: v128): v128 {
  return v128.shuffle<f32>(v128.shuffle<f32>(x, y, 0, 5, 2, 7), v128.shuffle<f32>(z, w, 0, 5, 2, 7), 0, 1, 6, 7);
}

function fillTile(tile: usize, height: i32, width: i32, from: usize, rowBytes: usize): void {
  for (let r = 0; r < height; r++) copyRow(from + <usize>r * rowBytes, tile + <usize>(r * NR << 2), width);
}
