/** What follows a linear layer's product: GELU (Hendrycks & Gimpel 2016, tanh form), and gradients of activation and bias. */
import { loadPart, storePart } from './lanes';
import { logistic4 } from './transcendental';

/** 2·√(2/π): tanh's form ½·(1 + tanh u) is the logistic function of 2u. */
const SLOPE: f32 = 1.5957691216057308;
const CUBIC: f32 = 0.044715;

/** σ(2u) with u = √(2/π)·(x + 0.044715·x³). */
// @ts-ignore: decorator
@inline
function gate4(x: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(x, x), f32x4.mul(x, f32x4.splat(CUBIC)));
  return logistic4(f32x4.mul(f32x4.splat(SLOPE), f32x4.add(x, cube)));
}

/** (x·σ(2u))′ = σ + x·σ·(1 − σ)·2u′, gate being σ(2u). */
// @ts-ignore: decorator
@inline
function geluSlope4(x: v128, gate: v128): v128 {
  const square = f32x4.mul(f32x4.mul(x, x), f32x4.splat(3 * CUBIC));
  const inner = f32x4.mul(f32x4.splat(SLOPE), f32x4.add(f32x4.splat(1), square));
  const curve = f32x4.mul(f32x4.mul(x, inner), f32x4.mul(gate, f32x4.sub(f32x4.splat(1), gate)));
  return f32x4.add(gate, curve);
}

/** y = gelu(x) = x·gate, `count` floats; the gates are kept for the gradient. */
export function gelu(count: i32, x: usize, gates: usize, y: usize): void {
  const rest = count & 3;
  const end = x + (<usize>(count & ~3) << 2);
  for (; x < end; x += 16) {
    const value = v128.load(x);
    const gate = gate4(value);
    v128.store(gates, gate);
    v128.store(y, f32x4.mul(value, gate));
    gates += 16;
    y += 16;
  }
  if (rest > 0) {
    const value = loadPart(x, rest);
    const gate = gate4(value);
    storePart(gates, rest, gate);
    storePart(y, rest, f32x4.mul(value, gate));
  }
}

/** dx = dy·gelu′(x), `count` floats. */
export function geluGradient(count: i32, x: usize, gates: usize, dy: usize, dx: usize): void {
  const rest = count & 3;
  const end = x + (<usize>(count & ~3) << 2);
  for (; x < end; x += 16) {
    v128.store(dx, f32x4.mul(v128.load(dy), geluSlope4(v128.load(x), v128.load(gates))));
    gates += 16;
    dy += 16;
    dx += 16;
  }
  if (rest > 0) {
    const slope = geluSlope4(loadPart(x, rest), loadPart(gates, rest));
    storePart(dx, rest, f32x4.mul(loadPart(dy, rest), slope));
  }
}

/** dx = dy where the output y is positive, else 0; `count` floats. */
export function reluGradient(count: i32, y: usize, dy: usize, dx: usize): void {
  const rest = count & 3;
  const end = y + (<usize>(count & ~3) << 2);
  const zero = f32x4.splat(0);
  for (; y < end; y += 16) {
    v128.store(dx, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
    dy += 16;
    dx += 16;
  }
  if (rest > 0) storePart(dx, rest, v128.and(loadPart(dy, rest), f32x4.gt(loadPart(y, rest), zero)));
}

/** sums = the sum of the n rows of x [n, d]: a bias's gradient. Four rows a pass, so that the sums are loaded a quarter as often. */
export function columnSums(n: i32, d: i32, x: usize, sums: usize): void {
  const rest = d & 3;
  const whole = <usize>(d & ~3) << 2;
  const row = <usize>d << 2;
  memory.fill(sums, 0, row);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const x1 = x + row;
    const x2 = x1 + row;
    const x3 = x2 + row;
    for (let o: usize = 0; o < whole; o += 16) {
      const pair = f32x4.add(v128.load(x + o), v128.load(x1 + o));
      const other = f32x4.add(v128.load(x2 + o), v128.load(x3 + o));
      v128.store(sums + o, f32x4.add(v128.load(sums + o), f32x4.add(pair, other)));
    }
    if (rest > 0) {
      const pair = f32x4.add(loadPart(x + whole, rest), loadPart(x1 + whole, rest));
      const other = f32x4.add(loadPart(x2 + whole, rest), loadPart(x3 + whole, rest));
      storePart(sums + whole, rest, f32x4.add(loadPart(sums + whole, rest), f32x4.add(pair, other)));
    }
    x += 4 * row;
  }
  for (; i < n; i++) {
    for (let o: usize = 0; o < whole; o += 16) v128.store(sums + o, f32x4.add(v128.load(sums + o), v128.load(x + o)));
    if (rest > 0) storePart(sums + whole, rest, f32x4.add(loadPart(sums + whole, rest), loadPart(x + whole, rest)));
    x += row;
  }
}
