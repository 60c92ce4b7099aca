/** Overall scores with their intervals. */
import { type Interval, sampleVariance, studentQuantile } from '../numerics/statistics.ts';
import { differences } from './gap-closed.ts';
import { CLIP_HIGH, CLIP_LOW, CONFIDENCE } from './method.ts';
import { degreesOfFreedom, type Standing } from './standing.ts';

/** An overall score, in points. */
export interface OverallScore {
  /** θ: mean of the benchmark scores, each clipped to [−100, 110] first, with the suite's weights (weights.ts). */
  readonly value: number;
  /** 95% interval; null where a benchmark has a single seed. */
  readonly interval: Interval | null;
  readonly standardError: number | null;
  /** Interquartile mean of the seeds' own scores, each benchmark's seeds sharing its weight; not clipped. */
  readonly interquartileMean: number;
}

/**
 * The interval θ ± t·se, where se is the standard deviation of the joint bootstrap replicates and t Student's quantile at
 * the Satterthwaite degrees of freedom. Percentiles of the same replicates cover 85% at five seeds and 91% at ten, this
 * 94% (docs/scoring.md). Ends are kept within the range of a score.
 */
export function overallInterval(
  standing: Standing,
): { readonly interval: Interval; readonly standardError: number } | null {
  if (!canVary(standing)) return null;
  const standardError = Math.sqrt(sampleVariance(standing.replicates));
  const [low, high] = studentInterval(standing.overall, standardError, degreesOfFreedom(standing.influences));
  return { interval: [Math.max(CLIP_LOW, low), Math.min(CLIP_HIGH, high)], standardError };
}

/** A difference a − b, in points. */
export interface Difference {
  readonly value: number;
  /** 95% interval; null with one seed. */
  readonly interval: Interval | null;
}

/**
 * θ(first) − θ(second) of two standings that were drawn together: joint bootstrap standard error, Student's quantile at the
 * Satterthwaite degrees of freedom of the difference. Paired, so that the noise that both share cancels.
 */
export function overallDifference(first: Standing, second: Standing): Difference {
  const value = first.overall - second.overall;
  if (!canVary(first)) return { value, interval: null };
  const standardError = Math.sqrt(sampleVariance(differences(first.replicates, second.replicates)));
  const df = degreesOfFreedom(first.influences, second.influences);
  return { value, interval: studentInterval(value, standardError, df) };
}

/** Two-sided Student interval at the scoring method's confidence. */
export function studentInterval(value: number, standardError: number, df: number): Interval {
  const half = studentQuantile((1 + CONFIDENCE) / 2, df) * standardError;
  return [value - half, value + half];
}

/** Whether every benchmark has the two seeds without which nothing is known of its error. */
export function canVary(standing: Standing): boolean {
  return standing.influences.every((values) => values.length > 1);
}
