/** Adam (Kingma & Ba 2015) in one pass over a variable. */
import { loadPart, storePart } from './lanes';

/**
 * Moments below it become 0. Under 1e-38 floats are denormal and many times as slow, and a moment that only decays, as
 * of a word that does not occur, would stay there. No update is large enough to see the difference.
 */
const NOTHING: f32 = 1e-35;

// @ts-ignore: decorator
@inline
function withoutDenormals(x: v128): v128 {
  // Not less, so that NaN stays.
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(NOTHING)));
}

/**
 * first = β₁·first + (1 − β₁)·g; second = β₂·second + (1 − β₂)·g²; w −= rate·first / (√second + floor), with the bias
 * corrections in rate and floor.
 */
export function adam(
  count: i32, w: usize, g: usize, first: usize, second: usize, beta1: f32, beta2: f32, rest1: f32, rest2: f32,
  rate: f32, floor: f32,
): void {
  const keep1 = f32x4.splat(beta1);
  const keep2 = f32x4.splat(beta2);
  const take1 = f32x4.splat(rest1);
  const take2 = f32x4.splat(rest2);
  const step = f32x4.splat(rate);
  const least = f32x4.splat(floor);
  const rest = count & 3;
  const end = <usize>(count & ~3) << 2;
  for (let o: usize = 0; o < end; o += 16) {
    const gradient = v128.load(g + o);
    const m = withoutDenormals(f32x4.add(f32x4.mul(v128.load(first + o), keep1), f32x4.mul(gradient, take1)));
    const square = f32x4.mul(gradient, gradient);
    const v = withoutDenormals(f32x4.add(f32x4.mul(v128.load(second + o), keep2), f32x4.mul(square, take2)));
    v128.store(first + o, m);
    v128.store(second + o, v);
    const change = f32x4.mul(f32x4.div(m, f32x4.add(f32x4.sqrt(v), least)), step);
    v128.store(w + o, f32x4.sub(v128.load(w + o), change));
  }
  if (rest > 0) {
    const gradient = loadPart(g + end, rest);
    const square = f32x4.mul(gradient, gradient);
    const m = withoutDenormals(f32x4.add(f32x4.mul(loadPart(first + end, rest), keep1), f32x4.mul(gradient, take1)));
    const v = withoutDenormals(f32x4.add(f32x4.mul(loadPart(second + end, rest), keep2), f32x4.mul(square, take2)));
    storePart(first + end, rest, m);
    storePart(second + end, rest, v);
    const change = f32x4.mul(f32x4.div(m, f32x4.add(f32x4.sqrt(v), least)), step);
    storePart(w + end, rest, f32x4.sub(loadPart(w + end, rest), change));
  }
}
