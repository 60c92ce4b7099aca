/** What a relation between metrics is. */
import type { BenchmarkCard } from '../protocol/card.ts';
import type { Params } from '../protocol/ids.ts';

/** The benchmark that was run. */
export interface Setting {
  readonly card: Pick<BenchmarkCard, 'frequencies' | 'metrics'>;
  readonly params: Params;
  /** M, training units of one generation. */
  readonly size: number;
}

/** What a value may be: one number, or a range whose ends may be open (null). */
export type Allowed = number | readonly [low: number | null, high: number | null];

/** A relation holds wherever a benchmark has all of its metrics and each has a value. */
export interface Relation {
  /** The metric that follows from the others or is limited by them. */
  readonly metric: string;
  readonly from: readonly string[];
  /** What is expected, in words that follow a number or a range: `the square root of w2`. */
  readonly words: string;
  /**
   * Whether the metric is computed of `from`: it has no value where one of them has none, and where `allowed` gives a number it is
   * the measured value to the last bit, so that a file may leave the metric out (derived.ts).
   */
  readonly computed?: boolean;
  /** The values that are allowed; null where nothing can be said. `value` is the metric's own, `from` as listed. */
  readonly allowed: (from: readonly number[], setting: Setting, value: number) => Allowed | null;
}

/** The nearest multiple of 1/n: the share of n things, counted. */
export const shareOf = (n: number, value: number): number => Math.round(value * n) / n;
