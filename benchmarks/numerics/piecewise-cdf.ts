/** Distributions on the line with a piecewise linear distribution function, and the exact 2-Wasserstein distance of two. */

export interface PiecewiseCdf {
  /** Ascending, repeats allowed. `[n]` */
  readonly nodes: Float64Array;
  /** Distribution function at the nodes: non-decreasing, from 0 to 1. `[n]` */
  readonly values: Float64Array;
}

/**
 * Squared 2-Wasserstein distance ∫₀¹ (F⁻¹(u) − G⁻¹(u))² du (Villani 2003, theorem 2.18). Both quantile functions are
 * linear between the merged levels, so the integral is exact. NaN where a value is. O(n)
 */
export function squaredW2OnLine(first: PiecewiseCdf, second: PiecewiseCdf): number {
  const [x, u, y, v] = [first.nodes, first.values, second.nodes, second.values];
  let sum = 0;
  let level = 0;
  let i = 0;
  let j = 0;
  // Quantiles of both at `level`; in a cell that the level has not left they are those of the end of the step before.
  let a = Number.NaN;
  let b = Number.NaN;
  for (let isFirst = true; ; isFirst = false) {
    const [cell, other] = [i, j];
    while (i < u.length - 1 && (u[i + 1] as number) <= level) i++;
    while (j < v.length - 1 && (v[j + 1] as number) <= level) j++;
    if (i === u.length - 1 || j === v.length - 1) return sum;
    const next = Math.min(u[i + 1] as number, v[j + 1] as number);
    if (!(next > level)) return Number.NaN;
    if (isFirst || i !== cell) a = quantileWithin(x, u, i, level);
    if (isFirst || j !== other) b = quantileWithin(y, v, j, level);
    const start = a - b;
    a = quantileWithin(x, u, i, next);
    b = quantileWithin(y, v, j, next);
    const end = a - b;
    sum += ((next - level) * (start * start + start * end + end * end)) / 3;
    level = next;
  }
}

/** The quantile of `level` inside cell i, whose mass is positive. */
function quantileWithin(nodes: Float64Array, values: Float64Array, i: number, level: number): number {
  const low = values[i] as number;
  const at = nodes[i] as number;
  return at + (((nodes[i + 1] as number) - at) * (level - low)) / ((values[i + 1] as number) - low);
}
