/**
 * Where entries stand over several benchmarks: overall scores, their joint bootstrap replicates and what small-sample
 * corrections need. Everything here is in points of score, clipped per benchmark.
 */
import { differences, jackknifeRatio } from './gap-closed.ts';
import type { Controls } from './input.ts';
import { clipScore } from './method.ts';
import { type Counts, drawResamples, type Four, fourSums, resampledSums } from './resamples.ts';

/** A benchmark that separates its controls: A(s) of both on n seeds, at one horizon. */
export interface ReadyGround {
  readonly id: string;
  readonly controls: Controls<readonly number[]>;
  /** Its relative weight in the overall score (weights.ts); 1 where it is left out. */
  readonly weight?: number;
}

/** One entry over all benchmarks. */
export interface Standing {
  /** θ: weighted mean of the clipped benchmark scores, Σ w_k·score_k / Σ w_k. */
  readonly overall: number;
  /** θ*: the same in each resample. `[resamples]` */
  readonly replicates: Float64Array;
  /** w_k times the influence of each seed on benchmark k's clipped score (delta method); zeros where it is clipped. `[benchmarks][n]` */
  readonly influences: readonly Float64Array[];
}

/**
 * Computes the standings of entries that completed every benchmark. `averages`: A(s), `[entries][benchmarks][n]`.
 * One draw of seeds per benchmark serves all entries; numerator and denominator are recomputed in each resample. A
 * benchmark's deviations from its score are stretched by √(n/(n−1)) before clipping, because a resample of n seeds varies
 * too little by that factor (Rao & Wu, JASA 83, 1988); a benchmark with one seed has no deviations.
 */
export function standings(
  grounds: readonly ReadyGround[],
  averages: readonly (readonly (readonly number[])[])[],
  resamples: number,
): Standing[] {
  const totals = averages.map(() => new Float64Array(resamples));
  const overall = new Float64Array(averages.length);
  const influences = averages.map((): Float64Array[] => []);
  grounds.forEach((ground, k) => {
    const { replace, oracle } = ground.controls;
    const gap = differences(replace, oracle);
    const counts = drawResamples(ground.id, gap.length, resamples);
    const gaps = resampledSums(counts, gap);
    const gained = averages.map((entry) => differences(replace, entry[k] as readonly number[]));
    const scores = gained.map((values) => jackknifeRatio(values, gap).value);
    const weight = weightOf(ground);
    addReplicates(counts, gap.length, gaps, gained, scores, weight, totals);
    scores.forEach((score, i) => {
      overall[i] = (overall[i] as number) + weight * clipScore(score);
      influences[i]?.push(influencesOf(gained[i] as Float64Array, gap, score, weight));
    });
  });
  const share = grounds.reduce((sum, ground) => sum + weightOf(ground), 0);
  return totals.map((total, i) => ({
    overall: (overall[i] as number) / share,
    replicates: total.map((sum) => sum / share),
    influences: influences[i] as Float64Array[],
  }));
}

const weightOf = ({ weight = 1 }: ReadyGround): number => weight;

/** Adds one benchmark's clipped, stretched scores in every resample, times its weight, to `totals` `[entries][resamples]`. */
function addReplicates(
  counts: Counts,
  n: number,
  gaps: Float64Array,
  gained: readonly Float64Array[],
  scores: readonly number[],
  weight: number,
  totals: readonly Float64Array[],
): void {
  const stretch = n > 1 ? Math.sqrt(n / (n - 1)) : 0;
  const sums: Four = [0, 1, 2, 3].map(() => new Float64Array(gaps.length)) as unknown as Four;
  for (let first = 0; first < gained.length; first += 4) {
    // The last block repeats its last entry: a block is always whole.
    const at = (offset: number): Float64Array => gained[Math.min(first + offset, gained.length - 1)] as Float64Array;
    fourSums(counts, [at(0), at(1), at(2), at(3)], sums);
    for (let i = first; i < Math.min(first + 4, gained.length); i++) {
      const score = scores[i] as number;
      const own = sums[i - first] as Float64Array;
      const total = totals[i] as Float64Array;
      for (let r = 0; r < gaps.length; r++) {
        const ratio = 100 * ((own[r] as number) / (gaps[r] as number));
        // 0/0: every seed of this resample has no gap. It says nothing, so the score stays where it is.
        const deviation = Number.isNaN(ratio) ? 0 : ratio - score;
        total[r] = (total[r] as number) + weight * clipScore(score + stretch * deviation);
      }
    }
  }
}

/** w·(100·gained_s − score·gap_s) / mean gap: the weighted ratio's influence values, whose mean is 0. `[n]` */
function influencesOf(gained: Float64Array, gap: Float64Array, score: number, weight: number): Float64Array {
  const out = new Float64Array(gap.length);
  if (clipScore(score) !== score) return out;
  let total = 0;
  for (const x of gap) total += x;
  for (let s = 0; s < out.length; s++) {
    out[s] = (weight * (100 * (gained[s] as number) - score * (gap[s] as number)) * gap.length) / total;
  }
  return out;
}

/**
 * Degrees of freedom of the standard error of a weighted mean over benchmarks (Welch 1947; Satterthwaite 1946):
 * (Σ u_k)² / Σ u_k²/(n_k − 1), with u_k = w_k²·v_k and v_k the variance of benchmark k's score. Infinite where nothing varies.
 * `influences`: with their weights, as a standing has them, `[benchmarks][n]`; with `other`, of the difference of two entries.
 */
export function degreesOfFreedom(influences: readonly Float64Array[], other?: readonly Float64Array[]): number {
  let sum = 0;
  let weighted = 0;
  for (let k = 0; k < influences.length; k++) {
    const own = influences[k] as Float64Array;
    const theirs = other?.[k];
    const n = own.length;
    let squares = 0;
    for (let s = 0; s < n; s++) {
      const u = (own[s] as number) - (theirs === undefined ? 0 : (theirs[s] as number));
      squares += u * u;
    }
    // Influence values have mean 0, so their squares are deviations already.
    const variance = squares / ((n - 1) * n);
    sum += variance;
    weighted += (variance * variance) / (n - 1);
  }
  return weighted > 0 ? (sum * sum) / weighted : Number.POSITIVE_INFINITY;
}
