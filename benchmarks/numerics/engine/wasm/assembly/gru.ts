/**
 * What a GRU does beside its products (Cho et al. 2014): gates, state, and their gradients, row by row of `n`×`d`. The input's
 * projection x and its gradient lie in rows of 3d: reset, update, candidate; gates in rows of 2d: reset, update.
 */
import { loadPart, storePart } from './lanes';
import { exp4, logistic4 } from './transcendental';

/** tanh x = 2·σ(2x) − 1, by (1 − e^−2x) / (1 + e^−2x). */
// @ts-ignore: decorator
@inline
function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const decay = exp4(f32x4.mul(f32x4.splat(-2), x));
  return f32x4.div(f32x4.sub(one, decay), f32x4.add(one, decay));
}

// @ts-ignore: decorator
@inline
function read(from: usize, count: i32): v128 {
  return count >= 4 ? v128.load(from) : loadPart(from, count);
}

// @ts-ignore: decorator
@inline
function write(to: usize, count: i32, value: v128): void {
  if (count >= 4) v128.store(to, value);
  else storePart(to, count, value);
}

/** gates: holds h·w, becomes σ(x + h·w). kept = reset ∘ previous. */
export function gruGates(n: i32, d: i32, x: usize, gates: usize, previous: usize, kept: usize): void {
  const row = <usize>d << 2;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j += 4) {
      const count = d - j;
      const at = <usize>j << 2;
      const reset = logistic4(f32x4.add(read(x + at, count), read(gates + at, count)));
      const update = logistic4(f32x4.add(read(x + row + at, count), read(gates + row + at, count)));
      write(gates + at, count, reset);
      write(gates + row + at, count, update);
      write(kept + at, count, f32x4.mul(reset, read(previous + at, count)));
    }
    x += 3 * row;
    gates += 2 * row;
    previous += row;
    kept += row;
  }
}

/** candidate: holds kept·w, becomes tanh(x + kept·w). state = candidate + update ∘ (previous − candidate). */
export function gruState(n: i32, d: i32, x: usize, gates: usize, previous: usize, candidate: usize, state: usize): void {
  const row = <usize>d << 2;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j += 4) {
      const count = d - j;
      const at = <usize>j << 2;
      const fresh = tanh4(f32x4.add(read(x + 2 * row + at, count), read(candidate + at, count)));
      const update = read(gates + row + at, count);
      write(candidate + at, count, fresh);
      write(state + at, count, f32x4.add(fresh, f32x4.mul(update, f32x4.sub(read(previous + at, count), fresh))));
    }
    x += 3 * row;
    gates += 2 * row;
    previous += row;
    candidate += row;
    state += row;
  }
}

/** From dstate + carry: dx's update and candidate; carry becomes what the previous state gets by the update gate. */
export function gruStateGradient(
  n: i32, d: i32, dstate: usize, gates: usize, previous: usize, candidate: usize, carry: usize, dx: usize,
): void {
  const row = <usize>d << 2;
  const one = f32x4.splat(1);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j += 4) {
      const count = d - j;
      const at = <usize>j << 2;
      const dh = f32x4.add(read(dstate + at, count), read(carry + at, count));
      const update = read(gates + row + at, count);
      const fresh = read(candidate + at, count);
      const rest = f32x4.sub(one, update);
      const dupdate = f32x4.mul(dh, f32x4.sub(read(previous + at, count), fresh));
      write(dx + row + at, count, f32x4.mul(dupdate, f32x4.mul(update, rest)));
      const dfresh = f32x4.mul(dh, rest);
      write(dx + 2 * row + at, count, f32x4.mul(dfresh, f32x4.sub(one, f32x4.mul(fresh, fresh))));
      write(carry + at, count, f32x4.mul(dh, update));
    }
    dstate += row;
    gates += 2 * row;
    previous += row;
    candidate += row;
    carry += row;
    dx += 3 * row;
  }
}

/** From dkept: dx's reset; carry gains what the previous state gets by the reset gate. */
export function gruGatesGradient(
  n: i32, d: i32, dkept: usize, gates: usize, previous: usize, carry: usize, dx: usize,
): void {
  const row = <usize>d << 2;
  const one = f32x4.splat(1);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j += 4) {
      const count = d - j;
      const at = <usize>j << 2;
      const dk = read(dkept + at, count);
      const reset = read(gates + at, count);
      const dreset = f32x4.mul(dk, read(previous + at, count));
      write(dx + at, count, f32x4.mul(dreset, f32x4.mul(reset, f32x4.sub(one, reset))));
      write(carry + at, count, f32x4.add(read(carry + at, count), f32x4.mul(dk, reset)));
    }
    dkept += row;
    gates += 2 * row;
    previous += row;
    carry += row;
    dx += 3 * row;
  }
}
