/**
 * Simultaneous 95% intervals of ranks (Mogstad, Romano, Shaikh & Wilhelm, Review of Economic Studies 91, 2024), as design
 * section 7 states them, with critical values for few seeds.
 */
import { standardNormalCdf, studentQuantile, upperQuantileSorted } from '../numerics/statistics.ts';
import { CONFIDENCE } from './method.ts';
import { largestDeviations, PairRows, pairErrors, ROUNDING } from './pairs.ts';

/** Ranks that an entry may have at the simultaneous level, 1 is best. */
export interface RankInterval {
  /** 1 + number of entries that beat it. */
  readonly best: number;
  /** N − number of entries that it beats. */
  readonly worst: number;
}

export interface Ranking {
  /** In the order of the scores given. `[N]` */
  readonly intervals: readonly RankInterval[];
  /** c, the 95% quantile of the largest standardised deviation. 0 where no pair varies. */
  readonly critical: number;
  /** Whether i beats j: the difference of their scores is significant, simultaneously over all pairs. */
  readonly beats: (i: number, j: number) => boolean;
}

/**
 * Computes the rank intervals of N entries. `scores`: θ, `[N]`; `replicates`: θ*, `[N][resamples]`, drawn jointly.
 * With d_ij = θ_i − θ_j and se_ij the standard deviation of θ*_i − θ*_j, c is the 95% quantile over b of
 * max_{i<j} |d*_ijb − d_ij| / se_ij, and i beats j where d_ij > c·se_ij. Pairs with se_ij = 0 are left out of c: a tie if
 * d_ij = 0, else the larger wins. Intervals don't depend on the order of the entries, bit for bit.
 *
 * `degreesOfFreedom` of se_ij, where given, turns c into the Student quantile of the same tail probability, df rounded
 * down: the replicates know nothing of the error of se_ij itself, and with ten seeds and twenty entries c alone covers 68% (docs/scoring.md).
 */
export function rankIntervals(
  scores: ArrayLike<number>,
  replicates: readonly Float64Array[],
  degreesOfFreedom: (i: number, j: number) => number = () => Number.POSITIVE_INFINITY,
): Ranking {
  const n = scores.length;
  const rows = new PairRows(scores, replicates);
  const errors = pairErrors(rows);
  const largest = largestDeviations(rows, errors).sort();
  const critical = largest.length === 0 ? 0 : upperQuantileSorted(largest, CONFIDENCE);
  const criticalFor = studentCritical(critical);
  const wins = (i: number, j: number): boolean => {
    const d = (scores[i] as number) - (scores[j] as number);
    const se = i < j ? (errors[i * rows.padded + j] as number) : (errors[j * rows.padded + i] as number);
    // Few pairs get past c, and only those need their degrees of freedom.
    return d > ROUNDING && d > critical * se && (se === 0 || d > criticalFor(degreesOfFreedom(i, j)) * se);
  };
  const won = new Uint8Array(n * n);
  const best = new Int32Array(n).fill(1);
  const worst = new Int32Array(n).fill(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || !wins(i, j)) continue;
      won[i * n + j] = 1;
      worst[i] = (worst[i] as number) - 1;
      best[j] = (best[j] as number) + 1;
    }
  }
  const intervals = Array.from(best, (from, i) => ({ best: from, worst: worst[i] as number }));
  return { intervals, critical, beats: (i, j) => won[i * n + j] === 1 };
}

/** Student's critical value with the tail probability that `critical` has under the normal; one quantile a whole df. */
function studentCritical(critical: number): (df: number) => number {
  const tail = standardNormalCdf(-critical);
  const known = new Map<number, number>();
  return (df) => {
    if (!Number.isFinite(df)) return critical;
    const whole = Math.max(1, Math.floor(df));
    const value = known.get(whole) ?? -studentQuantile(tail, whole);
    known.set(whole, value);
    return value;
  };
}
