/**
 * C = op(A)·op(B), row-major with leading dimensions in floats, for training: either operand may be transposed.
 *
 * A tile of 4×8 results stays in eight vector registers while k runs (Goto & van de Geijn 2008). A is packed into panels of four
 * rows and B into panels of eight columns, so that a tile reads both in order, by one address each. Sums run over k in blocks of KC,
 * always in the same order, each product and its sum rounded once.
 */
import { fma4 } from './fused-multiply-add';

const MR: i32 = 4;
const NR: i32 = 8;
/** A panel of B, KC×NR floats, is 8 KiB: it stays in the first cache. */
const KC: i32 = 256;
/** KC×NC and MC×KC floats: both packs together stay in the second cache. Multiples of NR and MR, so that their last panels fit. */
const NC: i32 = 256;
const MC: i32 = 96;

const PACKED_B: i32 = KC * NC;
const PACKED_A: i32 = MC * KC;
const TILE: i32 = MR * NR;

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
      const c0 = c + <usize>i * rowC + (<usize>j << 2);
      if (height == MR && width == NR) {
        multiplyTile(depth, a, b, c0, rowC, start, biasHere, clip);
        continue;
      }
      // At the edges the tile is computed beside C.
      if (start != FROM_ZERO) fillTile(tile, height, width, start == FROM_C ? c0 : biasHere, start == FROM_C ? rowC : 0);
      multiplyTile(depth, a, b, tile, NR << 2, start == FROM_ZERO ? FROM_ZERO : FROM_C, 0, clip);
      for (let r = 0; r < height; r++) copyRow(tile + <usize>(r * NR << 2), c0 + <usize>r * rowC, width);
    }
  }
}

function multiplyTile(
  depth: i32, a: usize, b: usize, c: usize, rowC: usize, start: i32, bias: usize, clip: bool,
): void {
  const c1 = c + rowC;
  const c2 = c1 + rowC;
  const c3 = c2 + rowC;
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  if (start == FROM_C) {
    s00 = v128.load(c); s01 = v128.load(c, 16);
    s10 = v128.load(c1); s11 = v128.load(c1, 16);
    s20 = v128.load(c2); s21 = v128.load(c2, 16);
    s30 = v128.load(c3); s31 = v128.load(c3, 16);
  } else if (start == FROM_BIAS) {
    s00 = v128.load(bias); s01 = v128.load(bias, 16);
    s10 = s00; s11 = s01; s20 = s00; s21 = s01; s30 = s00; s31 = s01;
  }
  const end = a + (<usize>(depth * MR) << 2);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a);
    s00 = fma4(x0, b0, s00);
    s01 = fma4(x0, b1, s01);
    const x1 = v128.load32_splat(a, 4);
    s10 = fma4(x1, b0, s10);
    s11 = fma4(x1, b1, s11);
    const x2 = v128.load32_splat(a, 8);
    s20 = fma4(x2, b0, s20);
    s21 = fma4(x2, b1, s21);
    const x3 = v128.load32_splat(a, 12);
    s30 = fma4(x3, b0, s30);
    s31 = fma4(x3, b1, s31);
    a += MR << 2;
    b += NR << 2;
  }
  if (clip) {
    const zero = f32x4.splat(0);
    s00 = f32x4.pmax(s00, zero); s01 = f32x4.pmax(s01, zero);
    s10 = f32x4.pmax(s10, zero); s11 = f32x4.pmax(s11, zero);
    s20 = f32x4.pmax(s20, zero); s21 = f32x4.pmax(s21, zero);
    s30 = f32x4.pmax(s30, zero); s31 = f32x4.pmax(s31, zero);
  }
  v128.store(c, s00); v128.store(c, s01, 16);
  v128.store(c1, s10); v128.store(c1, s11, 16);
  v128.store(c2, s20); v128.store(c2, s21, 16);
  v128.store(c3, s30); v128.store(c3, s31, 16);
}

function fillTile(tile: usize, height: i32, width: i32, from: usize, rowBytes: usize): void {
  for (let r = 0; r < height; r++) copyRow(from + <usize>r * rowBytes, tile + <usize>(r * NR << 2), width);
}

// @ts-ignore: decorator
@inline
function copyRow(from: usize, to: usize, count: i32): void {
  for (let q = 0; q < count; q++) store<f32>(to + (<usize>q << 2), load<f32>(from + (<usize>q << 2)));
}

/**
 * Columns of a matrix of `depth` rows as panels of `width` (MR or NR) of them, one row of a panel after the other; columns that are
 * missing in the last one are zeros.
 */
function pack(from: usize, ld: i32, columns: i32, depth: i32, to: usize, width: i32): void {
  const row = <usize>ld << 2;
  const step = <usize>width << 2;
  for (let j = 0; j < columns; j += width) {
    const whole = columns - j >= width;
    const end = to + <usize>depth * step;
    if (!whole) memory.fill(to, 0, <usize>depth * step);
    let source = from + (<usize>j << 2);
    for (; to < end; to += step) {
      if (whole) {
        v128.store(to, v128.load(source));
        if (width == NR) v128.store(to, v128.load(source, 16), 16);
      } else {
        copyRow(source, to, columns - j);
      }
      source += row;
    }
  }
}

/** The same of a matrix that lies transposed: its rows are the columns. */
function packTransposed(from: usize, ld: i32, columns: i32, depth: i32, to: usize, width: i32): void {
  const panel = <usize>(depth * width) << 2;
  for (let j = 0; j < columns; j += width) {
    const there = min(width, columns - j);
    if (there < width) memory.fill(to, 0, panel);
    transposeInto(from + (<usize>(j * ld) << 2), ld, there, depth, to, width);
    to += panel;
  }
}

/** Writes the transpose of `rows`×`columns` floats, four by four where whole squares lie. */
function transposeInto(from: usize, ldFrom: i32, rows: i32, columns: i32, to: usize, ldTo: i32): void {
  const rowFrom = <usize>ldFrom << 2;
  const rowTo = <usize>ldTo << 2;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let source = from + <usize>i * rowFrom;
    let target = to + (<usize>i << 2);
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const r0 = v128.load(source);
      const r1 = v128.load(source + rowFrom);
      const r2 = v128.load(source + 2 * rowFrom);
      const r3 = v128.load(source + 3 * rowFrom);
      const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(target, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
      v128.store(target + rowTo, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
      v128.store(target + 2 * rowTo, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
      v128.store(target + 3 * rowTo, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
      source += 16;
      target += 4 * rowTo;
    }
    for (; j < columns; j++) {
      for (let q: usize = 0; q < 4; q++) store<f32>(target + (q << 2), load<f32>(source + q * rowFrom));
      source += 4;
      target += rowTo;
    }
  }
  for (; i < rows; i++) {
    let source = from + <usize>i * rowFrom;
    let target = to + (<usize>i << 2);
    for (let j = 0; j < columns; j++) {
      store<f32>(target, load<f32>(source));
      source += 4;
      target += rowTo;
    }
  }
}
