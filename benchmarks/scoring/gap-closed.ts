/** Gap closed on one benchmark, with its jackknife-t interval over seeds (design, section 7). */
import { type Estimate, type Interval, mean, meanEstimate, studentQuantile } from '../numerics/statistics.ts';
import { CONFIDENCE } from './method.ts';

/** Ā(replace) − Ā(oracle): what there is to gain, in units of the primary metric. */
export interface Denominator extends Estimate {
  /** Whether the controls differ: the 95% interval lies above 0 (with one seed, which has no interval, the value does). */
  readonly separable: boolean;
}

/** A score with its uncertainty. */
export interface GapClosed {
  /** 100: as good as fresh real data for ever. 0: as bad as doing nothing. Not clipped; may leave that range. */
  readonly value: number;
  /** 95% jackknife-t interval; null with one seed. */
  readonly interval: Interval | null;
  /** Jackknife standard error; null with one seed. */
  readonly standardError: number | null;
  /** Number of seeds. */
  readonly n: number;
  /** Each seed's own score: its own numerator over the pooled denominator. `[n]` */
  readonly perSeed: readonly number[];
}

/** Estimates the denominator with a paired t interval (n−1 degrees of freedom). `replace`, `oracle`: A(s), `[n]`. */
export function denominatorOf(replace: readonly number[], oracle: readonly number[]): Denominator {
  const estimate = meanEstimate(differences(replace, oracle), CONFIDENCE);
  return { ...estimate, separable: (estimate.interval?.[0] ?? estimate.value) > 0 };
}

/**
 * Computes 100·(1 − (Ā(strategy) − Ā(oracle)) / (Ā(replace) − Ā(oracle))) from A(s) of the three runs on the same seeds,
 * each `[n]`. The denominator has to be separable. Interval: delete-one jackknife standard error of the ratio, Student's t
 * with n−1 degrees of freedom (Miller, Biometrika 61, 1974; Efron & Stein, Ann. Statist. 9, 1981).
 */
export function gapClosed(
  strategy: readonly number[],
  replace: readonly number[],
  oracle: readonly number[],
): GapClosed {
  // Written as gained over gap, so that replace scores exactly 0 and oracle exactly 100, in every resample too.
  const gained = differences(replace, strategy);
  const gap = differences(replace, oracle);
  const { value, standardError, interval } = jackknifeRatio(gained, gap);
  const pooled = mean(gap);
  return { value, interval, standardError, n: gained.length, perSeed: Array.from(gained, (x) => (100 * x) / pooled) };
}

/**
 * Estimates 100·Σ numerators / Σ denominators with its jackknife-t interval. Both `[n]`, paired by seed; the sum of the
 * denominators is not 0. One seed has no interval.
 */
export function jackknifeRatio(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
): { readonly value: number; readonly standardError: number | null; readonly interval: Interval | null } {
  const n = numerators.length;
  let top = 0;
  let bottom = 0;
  for (let s = 0; s < n; s++) {
    top += numerators[s] as number;
    bottom += denominators[s] as number;
  }
  const value = 100 * (top / bottom);
  if (n < 2) return { value, standardError: null, interval: null };
  const leftOut = new Float64Array(n);
  for (let s = 0; s < n; s++) {
    leftOut[s] = 100 * ((top - (numerators[s] as number)) / (bottom - (denominators[s] as number)));
  }
  const centre = mean(leftOut);
  let squares = 0;
  for (const x of leftOut) squares += (x - centre) * (x - centre);
  const standardError = Math.sqrt(((n - 1) / n) * squares);
  // A denominator that one seed decides alone can vanish without it; such a score has no interval.
  if (!Number.isFinite(standardError)) return { value, standardError: null, interval: null };
  const half = studentQuantile((1 + CONFIDENCE) / 2, n - 1) * standardError;
  return { value, standardError, interval: [value - half, value + half] };
}

/** a − b, seed by seed. `[n]` */
export function differences(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const out = new Float64Array(a.length);
  for (let s = 0; s < out.length; s++) out[s] = (a[s] as number) - (b[s] as number);
  return out;
}
