/** Cross-entropies of rows of logits, and their gradients. x is [n, v], row-major and without gaps. */
import { laneMask, largestOf, loadPart, storePart, sumLanes } from './lanes';
import { exp4, log1p4, logarithm, logistic4 } from './transcendental';

/** ln Σ e^x over one row, its maximum taken out first; NaN where the row has one. */
function logSumExp(x: usize, v: i32): f32 {
  const whole = v & ~3;
  const rest = v & 3;
  const end = x + (<usize>whole << 2);
  const largest = largestOf(x, v);
  const shift = f32x4.splat(largest);
  let sums = f32x4.splat(0);
  for (let p = x; p < end; p += 16) sums = f32x4.add(sums, exp4(f32x4.sub(v128.load(p), shift)));
  if (rest > 0) sums = f32x4.add(sums, v128.and(exp4(f32x4.sub(loadPart(end, rest), shift)), laneMask(rest)));
  const sum = sumLanes(sums);
  return sum > 0 ? largest + logarithm(sum) : f32.NaN;
}

/**
 * loss = −ln softmax(x)[target] for every row; `normalizers` takes the rows' ln Σ e^x for the gradient.
 * @returns the first row whose target is outside [0, v), or −1
 */
export function softmaxCrossEntropy(n: i32, v: i32, x: usize, targets: usize, loss: usize, normalizers: usize): i32 {
  for (let i = 0; i < n; i++) {
    const target = load<i32>(targets + (<usize>i << 2));
    if (<u32>target >= <u32>v) return i;
    const row = x + (<usize>(i * v) << 2);
    const normalizer = logSumExp(row, v);
    store<f32>(normalizers + (<usize>i << 2), normalizer);
    store<f32>(loss + (<usize>i << 2), normalizer - load<f32>(row + (<usize>target << 2)));
  }
  return -1;
}

/** dx = (softmax(x) − 1[target]) · dy. */
export function softmaxCrossEntropyGradient(
  n: i32, v: i32, x: usize, targets: usize, normalizers: usize, dy: usize, dx: usize,
): void {
  const whole = v & ~3;
  const rest = v & 3;
  for (let i: usize = 0; i < <usize>n; i++) {
    const scale = load<f32>(dy + (i << 2));
    const shift = f32x4.splat(load<f32>(normalizers + (i << 2)));
    const factor = f32x4.splat(scale);
    const start = i * <usize>v << 2;
    let from = x + start;
    let to = dx + start;
    const end = from + (<usize>whole << 2);
    for (; from < end; from += 16) {
      v128.store(to, f32x4.mul(exp4(f32x4.sub(v128.load(from), shift)), factor));
      to += 16;
    }
    if (rest > 0) storePart(to, rest, f32x4.mul(exp4(f32x4.sub(loadPart(from, rest), shift)), factor));
    const target = dx + start + (<usize>load<i32>(targets + (i << 2)) << 2);
    store<f32>(target, load<f32>(target) - scale);
  }
}

/** loss = −Σ p·ln softmax(x) for every row. */
export function softTargetCrossEntropy(n: i32, v: i32, x: usize, p: usize, loss: usize, normalizers: usize): void {
  const whole = v & ~3;
  const rest = v & 3;
  for (let i: usize = 0; i < <usize>n; i++) {
    const start = i * <usize>v << 2;
    let row = x + start;
    let weight = p + start;
    const normalizer = logSumExp(row, v);
    const shift = f32x4.splat(normalizer);
    const end = row + (<usize>whole << 2);
    let sums = f32x4.splat(0);
    for (; row < end; row += 16) {
      sums = f32x4.add(sums, f32x4.mul(v128.load(weight), f32x4.sub(shift, v128.load(row))));
      weight += 16;
    }
    // The weights that are not there are zeros.
    if (rest > 0) sums = f32x4.add(sums, f32x4.mul(loadPart(weight, rest), f32x4.sub(shift, loadPart(row, rest))));
    store<f32>(normalizers + (i << 2), normalizer);
    store<f32>(loss + (i << 2), sumLanes(sums));
  }
}

/** dx = (softmax(x)·Σp − p) · dy. */
export function softTargetCrossEntropyGradient(
  n: i32, v: i32, x: usize, p: usize, normalizers: usize, dy: usize, dx: usize,
): void {
  const whole = v & ~3;
  const rest = v & 3;
  for (let i: usize = 0; i < <usize>n; i++) {
    const start = i * <usize>v << 2;
    let weight = p + start;
    let sums = f32x4.splat(0);
    const endWeight = weight + (<usize>whole << 2);
    for (; weight < endWeight; weight += 16) sums = f32x4.add(sums, v128.load(weight));
    if (rest > 0) sums = f32x4.add(sums, loadPart(weight, rest));
    const total = f32x4.splat(sumLanes(sums));
    const shift = f32x4.splat(load<f32>(normalizers + (i << 2)));
    const factor = f32x4.splat(load<f32>(dy + (i << 2)));
    let row = x + start;
    let to = dx + start;
    weight = p + start;
    const end = row + (<usize>whole << 2);
    for (; row < end; row += 16) {
      const softmax = exp4(f32x4.sub(v128.load(row), shift));
      v128.store(to, f32x4.mul(f32x4.sub(f32x4.mul(softmax, total), v128.load(weight)), factor));
      weight += 16;
      to += 16;
    }
    if (rest > 0) {
      const softmax = exp4(f32x4.sub(loadPart(row, rest), shift));
      storePart(to, rest, f32x4.mul(f32x4.sub(f32x4.mul(softmax, total), loadPart(weight, rest)), factor));
    }
  }
}

/** −x·ln σ(l) − (1−x)·ln(1−σ(l)) as max(l, 0) − l·x + ln(1 + e^−|l|), which never overflows. */
// @ts-ignore: decorator
@inline
function bernoulli4(l: v128, x: v128): v128 {
  const linear = f32x4.sub(f32x4.pmax(l, f32x4.splat(0)), f32x4.mul(l, x));
  return f32x4.add(linear, log1p4(exp4(f32x4.neg(f32x4.abs(l)))));
}

/** loss = the sum of Bernoulli cross-entropies for every row of d logits. */
export function bernoulliCrossEntropy(n: i32, d: i32, logits: usize, x: usize, loss: usize): void {
  const whole = d & ~3;
  const rest = d & 3;
  for (let i: usize = 0; i < <usize>n; i++) {
    const start = i * <usize>d << 2;
    let l = logits + start;
    let target = x + start;
    const end = l + (<usize>whole << 2);
    let sums = f32x4.splat(0);
    for (; l < end; l += 16) {
      sums = f32x4.add(sums, bernoulli4(v128.load(l), v128.load(target)));
      target += 16;
    }
    if (rest > 0) sums = f32x4.add(sums, v128.and(bernoulli4(loadPart(l, rest), loadPart(target, rest)), laneMask(rest)));
    store<f32>(loss + (i << 2), sumLanes(sums));
  }
}

/** dl = (σ(l) − x) · dy. */
export function bernoulliCrossEntropyGradient(n: i32, d: i32, logits: usize, x: usize, dy: usize, dl: usize): void {
  const whole = d & ~3;
  const rest = d & 3;
  for (let i: usize = 0; i < <usize>n; i++) {
    const start = i * <usize>d << 2;
    const factor = f32x4.splat(load<f32>(dy + (i << 2)));
    let l = logits + start;
    let target = x + start;
    let to = dl + start;
    const end = l + (<usize>whole << 2);
    for (; l < end; l += 16) {
      v128.store(to, f32x4.mul(f32x4.sub(logistic4(v128.load(l)), v128.load(target)), factor));
      target += 16;
      to += 16;
    }
    if (rest > 0) {
      storePart(to, rest, f32x4.mul(f32x4.sub(logistic4(loadPart(l, rest)), loadPart(target, rest)), factor));
    }
  }
}
