/** Means, variances, quantiles and the t interval of a mean. Sums run in index order, so results are the same everywhere. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/** Lower and upper end of an interval. */
export type Interval = readonly [low: number, high: number];

/** An estimate with its interval, null where n < 2. */
export interface Estimate {
  readonly value: number;
  readonly interval: Interval | null;
  /** Number of values (seeds) it rests on. */
  readonly n: number;
}

/** Arithmetic mean of values `[n]`, finite where they are; NaN for none. */
export function mean(values: ArrayLike<number>): number {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i] as number;
  if (Number.isFinite(sum)) return sum / n;
  // The sum is too large for a double; the mean of finite values never is.
  let parts = 0;
  for (let i = 0; i < n; i++) parts += (values[i] as number) / n;
  return parts;
}

/** Unbiased variance of values `[n]` (divisor n−1), by two passes; NaN for n < 2. */
export function sampleVariance(values: ArrayLike<number>): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = (values[i] as number) - centre;
    sum += deviation * deviation;
  }
  return sum / (values.length - 1);
}

/** Quantile p in [0, 1] of ascending values `[n]`, linear between order statistics (Hyndman & Fan 1996, type 7). */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (at - below) * (high - low);
}

/** The smallest of ascending values `[n]` that at least a share p of them do not exceed (Hyndman & Fan 1996, type 1). */
export function upperQuantileSorted(sorted: ArrayLike<number>, p: number): number {
  // n·p is inexact (0.95 × 20 = 19 only by luck): the slack keeps an exact multiple from being rounded up by one.
  const rank = Math.ceil(sorted.length * p - 1e-9);
  return sorted[Math.max(rank, 1) - 1] as number;
}

/** Quantile p of Student's t with `df` > 0 degrees of freedom, not necessarily whole; infinite df gives the normal. */
export function studentQuantile(p: number, df: number): number {
  return Number.isFinite(df) ? tQuantile(p, df) : normalQuantile(p, 0, 1);
}

/** Quantile p of the standard normal. */
export function standardNormalQuantile(p: number): number {
  return normalQuantile(p, 0, 1);
}

/** Probability that a standard normal is at most x; accurate in relative terms in the lower tail. */
export function standardNormalCdf(x: number): number {
  return normalCdf(x, 0, 1);
}

/** Mean of values `[n]` with its two-sided Student t interval (n−1 degrees of freedom); none where it is beyond doubles. */
export function meanEstimate(values: ArrayLike<number>, confidence: number): Estimate {
  const n = values.length;
  const value = mean(values);
  if (n < 2) return { value, interval: null, n };
  const half = studentQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(sampleVariance(values) / n);
  return { value, interval: Number.isFinite(half) ? [value - half, value + half] : null, n };
}
