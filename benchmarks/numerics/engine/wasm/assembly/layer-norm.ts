/** Layer normalisation of the rows of x [n, d] (Ba, Kiros & Hinton 2016) and its gradient. */
import { laneMask, loadPart, storePart, sumLanes } from './lanes';

const EPSILON: f32 = 1e-5;

function meanOf(x: usize, d: i32): f32 {
  const rest = d & 3;
  const end = x + (<usize>(d & ~3) << 2);
  let sums = f32x4.splat(0);
  for (; x < end; x += 16) sums = f32x4.add(sums, v128.load(x));
  if (rest > 0) sums = f32x4.add(sums, loadPart(x, rest));
  return sumLanes(sums) / <f32>d;
}

/** 1 / √(variance + ε). */
function inverseDeviation(x: usize, d: i32, mean: f32): f32 {
  const rest = d & 3;
  const end = x + (<usize>(d & ~3) << 2);
  const centre = f32x4.splat(mean);
  let sums = f32x4.splat(0);
  for (; x < end; x += 16) {
    const c = f32x4.sub(v128.load(x), centre);
    sums = f32x4.add(sums, f32x4.mul(c, c));
  }
  if (rest > 0) {
    const c = v128.and(f32x4.sub(loadPart(x, rest), centre), laneMask(rest));
    sums = f32x4.add(sums, f32x4.mul(c, c));
  }
  return 1 / sqrt<f32>(sumLanes(sums) / <f32>d + EPSILON);
}

/** y = (x − mean)·inverse deviation·gain + bias. */
export function layerNorm(n: i32, d: i32, x: usize, gain: usize, bias: usize, y: usize): void {
  const rest = d & 3;
  const whole = <usize>(d & ~3) << 2;
  const bytes = <usize>d << 2;
  for (let i = 0; i < n; i++) {
    const mean = meanOf(x, d);
    const centre = f32x4.splat(mean);
    const scale = f32x4.splat(inverseDeviation(x, d, mean));
    for (let o: usize = 0; o < whole; o += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + o), centre), scale);
      v128.store(y + o, f32x4.add(f32x4.mul(normal, v128.load(gain + o)), v128.load(bias + o)));
    }
    if (rest > 0) {
      const normal = f32x4.mul(f32x4.sub(loadPart(x + whole, rest), centre), scale);
      storePart(y + whole, rest, f32x4.add(f32x4.mul(normal, loadPart(gain + whole, rest)), loadPart(bias + whole, rest)));
    }
    x += bytes;
    y += bytes;
  }
}

/**
 * With normal = (x − mean)·r and g = dy·gain: dx = r·(g − mean(g) − normal·mean(g·normal)), dgain = Σ dy·normal and
 * dbias = Σ dy over rows. Mean and r are computed again: cheaper than to keep them.
 */
export function layerNormGradient(
  n: i32, d: i32, x: usize, gain: usize, dy: usize, dx: usize, dgain: usize, dbias: usize,
): void {
  const rest = d & 3;
  const whole = <usize>(d & ~3) << 2;
  const bytes = <usize>d << 2;
  memory.fill(dgain, 0, bytes);
  memory.fill(dbias, 0, bytes);
  for (let i = 0; i < n; i++) {
    const mean = meanOf(x, d);
    const inverse = inverseDeviation(x, d, mean);
    const centre = f32x4.splat(mean);
    const scale = f32x4.splat(inverse);
    let sumG = f32x4.splat(0);
    let sumGN = f32x4.splat(0);
    for (let o: usize = 0; o < whole; o += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + o), centre), scale);
      const d0 = v128.load(dy + o);
      const g = f32x4.mul(d0, v128.load(gain + o));
      sumG = f32x4.add(sumG, g);
      sumGN = f32x4.add(sumGN, f32x4.mul(g, normal));
      v128.store(dgain + o, f32x4.add(v128.load(dgain + o), f32x4.mul(d0, normal)));
      v128.store(dbias + o, f32x4.add(v128.load(dbias + o), d0));
    }
    if (rest > 0) {
      // dy is zero in the lanes that are not there, and so is all that it is a factor of.
      const normal = f32x4.mul(f32x4.sub(loadPart(x + whole, rest), centre), scale);
      const d0 = loadPart(dy + whole, rest);
      const g = f32x4.mul(d0, loadPart(gain + whole, rest));
      sumG = f32x4.add(sumG, g);
      sumGN = f32x4.add(sumGN, f32x4.mul(g, normal));
      storePart(dgain + whole, rest, f32x4.add(loadPart(dgain + whole, rest), f32x4.mul(d0, normal)));
      storePart(dbias + whole, rest, f32x4.add(loadPart(dbias + whole, rest), d0));
    }
    const meanG = f32x4.splat(sumLanes(sumG) / <f32>d);
    const meanGN = f32x4.splat(sumLanes(sumGN) / <f32>d);
    for (let o: usize = 0; o < whole; o += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + o), centre), scale);
      const g = f32x4.mul(v128.load(dy + o), v128.load(gain + o));
      v128.store(dx + o, f32x4.mul(f32x4.sub(f32x4.sub(g, meanG), f32x4.mul(normal, meanGN)), scale));
    }
    if (rest > 0) {
      const normal = f32x4.mul(f32x4.sub(loadPart(x + whole, rest), centre), scale);
      const g = f32x4.mul(loadPart(dy + whole, rest), loadPart(gain + whole, rest));
      storePart(dx + whole, rest, f32x4.mul(f32x4.sub(f32x4.sub(g, meanG), f32x4.mul(normal, meanGN)), scale));
    }
    x += bytes;
    dy += bytes;
    dx += bytes;
  }
}
