/**
 * Causal self-attention (Vaswani et al. 2017, eq. 1) of qkv [batch·length, 3d], heads side by side in each third, by matrix
 * products on the heads where they lie. A block of ROWS positions sees no position after it, so its products stop there:
 * with many blocks half of the work is left out.
 */
import { fma4 } from './fused-multiply-add';
import { loadPart, storePart, sumLanes } from './lanes';
import { matrixProduct } from './matrix-product';
import { softmaxRow } from './softmax-row';

const ROWS: i32 = 32;

/** Bytes of scratch of the gradient, beside the matrix product's: one head's gradient by its scores. */
export function attentionScratch(length: i32): i32 {
  return (length * length) << 2;
}

/**
 * @param width floats of one head
 * @param weights takes the attention weights, [batch·heads, length, length], for the gradient; what is after a block of ROWS is not written
 * @param out [batch·length, d]
 */
export function causalAttention(
  batch: i32, length: i32, heads: i32, width: i32, qkv: usize, weights: usize, out: usize, scratch: usize,
): void {
  const d = heads * width;
  const scale: f32 = 1 / sqrt<f32>(<f32>width);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const q = qkv + (<usize>(b * length * 3 * d + h * width) << 2);
      const k = q + (<usize>d << 2);
      const v = k + (<usize>d << 2);
      const o = out + (<usize>(b * length * d + h * width) << 2);
      for (let i0 = 0; i0 < length; i0 += ROWS) {
        const rows = min(ROWS, length - i0);
        const seen = i0 + rows;
        const w = weights + (<usize>(i0 * length) << 2);
        const rowsQ = q + (<usize>(i0 * 3 * d) << 2);
        matrixProduct(false, true, rows, seen, width, rowsQ, 3 * d, k, 3 * d, w, length, 0, false, false, scratch);
        for (let i = 0; i < rows; i++) {
          const row = w + (<usize>(i * length) << 2);
          const visible = i0 + i + 1;
          softmaxRow(row, visible, scale);
          // Only the block is read again.
          for (let j = visible; j < seen; j++) store<f32>(row + (<usize>j << 2), 0);
        }
        const rowsO = o + (<usize>(i0 * d) << 2);
        matrixProduct(false, false, rows, width, seen, w, length, v, 3 * d, rowsO, d, 0, false, false, scratch);
      }
      weights += <usize>(length * length) << 2;
    }
  }
}

/**
 * With P the weights and S the scaled scores: dV = Pᵀ·dO, dP = dO·Vᵀ, dS = P∘(dP − Σ dP∘P)·scale, dQ = dS·K, dK = dSᵀ·Q.
 * @param dqkv like qkv
 * @param scores `attentionScratch(length)` bytes
 */
export function causalAttentionGradient(
  batch: i32, length: i32, heads: i32, width: i32, qkv: usize, weights: usize, dout: usize, dqkv: usize, scores: usize,
  scratch: usize,
): void {
  const d = heads * width;
  const scale: f32 = 1 / sqrt<f32>(<f32>width);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const place = <usize>(b * length * 3 * d + h * width) << 2;
      const q = qkv + place;
      const k = q + (<usize>d << 2);
      const v = k + (<usize>d << 2);
      const dq = dqkv + place;
      const dk = dq + (<usize>d << 2);
      const dv = dk + (<usize>d << 2);
      const dOut = dout + (<usize>(b * length * d + h * width) << 2);
      for (let i0 = 0; i0 < length; i0 += ROWS) {
        const rows = min(ROWS, length - i0);
        const seen = i0 + rows;
        const s = scores + (<usize>(i0 * length) << 2);
        const dO = dOut + (<usize>(i0 * d) << 2);
        matrixProduct(false, true, rows, seen, width, dO, d, v, 3 * d, s, length, 0, false, false, scratch);
        const w = weights + (<usize>(i0 * length) << 2);
        for (let i = 0; i < rows; i++) {
          const row = <usize>(i * length) << 2;
          // Up to the block's end: the weights there are zero, and so are the gradients.
          softmaxRowGradient(w + row, s + row, seen, scale);
        }
        const dQ = dq + (<usize>(i0 * 3 * d) << 2);
        matrixProduct(false, false, rows, width, seen, s, length, k, 3 * d, dQ, 3 * d, 0, false, false, scratch);
      }
      for (let j0 = 0; j0 < length; j0 += ROWS) {
        const columns = min(ROWS, length - j0);
        const after = length - j0;
        // Columns from j0 on, rows from j0 on: no earlier position sees these keys and values.
        const corner = <usize>(j0 * length + j0) << 2;
        const at = <usize>(j0 * 3 * d) << 2;
        const dO = dOut + (<usize>(j0 * d) << 2);
        const w = weights + corner;
        const s = scores + corner;
        matrixProduct(true, false, columns, width, after, w, length, dO, d, dv + at, 3 * d, 0, false, false, scratch);
        matrixProduct(true, false, columns, width, after, s, length, q + at, 3 * d, dk + at, 3 * d, 0, false, false, scratch);
      }
      weights += <usize>(length * length) << 2;
    }
  }
}

/** Replaces dP by P∘(dP − Σ dP∘P)·scale. */
function softmaxRowGradient(p: usize, dp: usize, count: i32, scale: f32): void {
  const rest = count & 3;
  const end = <usize>(count & ~3) << 2;
  let sums = f32x4.splat(0);
  for (let o: usize = 0; o < end; o += 16) sums = fma4(v128.load(p + o), v128.load(dp + o), sums);
  if (rest > 0) sums = fma4(loadPart(p + end, rest), loadPart(dp + end, rest), sums);
  const mean = f32x4.splat(sumLanes(sums));
  const factor = f32x4.splat(scale);
  for (let o: usize = 0; o < end; o += 16) {
    const centred = f32x4.sub(v128.load(dp + o), mean);
    v128.store(dp + o, f32x4.mul(f32x4.mul(v128.load(p + o), centred), factor));
  }
  if (rest > 0) {
    const centred = f32x4.sub(loadPart(dp + end, rest), mean);
    storePart(dp + end, rest, f32x4.mul(f32x4.mul(loadPart(p + end, rest), centred), factor));
  }
}
