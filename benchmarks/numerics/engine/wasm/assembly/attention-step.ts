/** One more position of sequences whose earlier keys and values are kept. */
import { fma4 } from './fused-multiply-add';
import { loadPart, storePart, sumLanes } from './lanes';
import { softmaxRow } from './softmax-row';

/**
 * Writes the keys and values of `position` in their places, then attends over the positions up to it.
 * @param width floats of one head
 * @param qkv [batch, 3d], q first
 * @param keys [batch, heads, length, width]; values likewise
 * @param out [batch, d]
 * @param scores scratch of `length` floats
 */
export function attentionStep(
  batch: i32, length: i32, heads: i32, width: i32, position: i32, qkv: usize, keys: usize, values: usize, out: usize,
  scores: usize,
): void {
  const head = <usize>width << 2;
  const d = <usize>heads * head;
  const place = <usize>position * head;
  const next = <usize>length * head;
  const scale: f32 = 1 / sqrt<f32>(<f32>width);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      memory.copy(keys + place, qkv + d, head);
      memory.copy(values + place, qkv + 2 * d, head);
      for (let p = 0; p <= position; p++) {
        store<f32>(scores + (<usize>p << 2), dot(qkv, keys + <usize>p * head, width));
      }
      softmaxRow(scores, position + 1, scale);
      weightedSum(values, scores, position + 1, width, out);
      qkv += head;
      out += head;
      keys += next;
      values += next;
    }
    // qkv has passed q; k and v of this sequence follow.
    qkv += 2 * d;
  }
}

// @ts-ignore: decorator
@inline
function dot(x: usize, y: usize, count: i32): f32 {
  const rest = count & 3;
  const end = <usize>(count & ~3) << 2;
  let sums = f32x4.splat(0);
  for (let o: usize = 0; o < end; o += 16) sums = fma4(v128.load(x + o), v128.load(y + o), sums);
  if (rest > 0) sums = fma4(loadPart(x + end, rest), loadPart(y + end, rest), sums);
  return sumLanes(sums);
}

/** out = Σ weights[p]·rows[p]; four lanes of the sum stay in a register while p runs. */
// @ts-ignore: decorator
@inline
function weightedSum(rows: usize, weights: usize, count: i32, width: i32, out: usize): void {
  const bytes = <usize>width << 2;
  const rest = width & 3;
  const end = <usize>(width & ~3) << 2;
  const last = weights + (<usize>count << 2);
  for (let o: usize = 0; o < end; o += 16) {
    let sums = f32x4.splat(0);
    let row = rows + o;
    for (let w = weights; w < last; w += 4) {
      sums = fma4(v128.load32_splat(w), v128.load(row), sums);
      row += bytes;
    }
    v128.store(out + o, sums);
  }
  if (rest == 0) return;
  let sums = f32x4.splat(0);
  let row = rows + end;
  for (let w = weights; w < last; w += 4) {
    sums = fma4(v128.load32_splat(w), loadPart(row, rest), sums);
    row += bytes;
  }
  storePart(out + end, rest, sums);
}
