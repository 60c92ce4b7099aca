/** What a metric says of itself: its card, how it is listed, what the others say of it. How it is measured is benchmarks/metrics/. */
import type { BenchmarkCard } from './card.ts';
import type { Params } from './ids.ts';

export const AXES = ['fidelity', 'diversity', 'tail', 'drift'] as const;
export type Axis = (typeof AXES)[number];

/** A bin of a histogram that several metrics are together: its values are in [from, to), null at an open end. */
export interface Bin {
  readonly of: { readonly id: string; readonly name: string };
  readonly from: number | null;
  readonly to: number | null;
}

/** `8–10`, `< 8`, `≥ 1000`. */
export function intervalText({ from, to }: Pick<Bin, 'from' | 'to'>): string {
  if (from === null) return `< ${to}`;
  return to === null ? `≥ ${from}` : `${from}–${to}`;
}

/** Metrics of one kind, one for each class, percentile or bin: where metrics are listed they share a line. */
export interface MetricFamily {
  /** The members' ids in one: `digit-0…9-share`. */
  readonly ids: string;
  /** What they measure together. */
  readonly summary: string;
}

/** A metric, whatever benchmark measures it. */
export interface MetricCard {
  readonly id: string;
  readonly name: string;
  /** What is measured, with its formula and source. */
  readonly summary: string;
  readonly unit: string;
  /** `closer` for a metric whose best value is the truth's, on either side. */
  readonly better: 'lower' | 'higher' | 'closer';
  readonly range: readonly [number | null, number | null];
  /** A distance from the truth: 0 is none, so that two values of it have a ratio. */
  readonly distance?: boolean;
  /** Made of few counts, so that two seeds can have the same value by chance. */
  readonly coarse?: boolean;
  /** Where the metric is a share of a distribution. */
  readonly bin?: Bin;
  /** Where it is one of many of its kind. */
  readonly family?: MetricFamily;
  /** Its value for the truth itself, where that is the same in every benchmark. */
  readonly truth?: number;
  /** What the other metrics of the same generation say of it. */
  readonly relations?: readonly Relation[];
}

/** A metric as a benchmark's card lists it. */
export interface ListedMetric extends MetricCard {
  readonly axis: Axis;
  /** The revision of the protocol's metrics that it came with, from 2; left out for those that the protocol began with. */
  readonly since?: number;
}

/** Whether a metric came after those that the protocol began with: records may lack it, and `resultDigest` doesn't cover it. */
export function isLater({ since = 1 }: Pick<ListedMetric, 'since'>): boolean {
  return since > 1;
}

/** The revision of a benchmark's metrics: 1 while there are those alone that its protocol began with. */
export function metricsRevision(metrics: readonly Pick<ListedMetric, 'since'>[]): number {
  return Math.max(1, ...metrics.map(({ since = 1 }) => since));
}

/** The benchmark that was run, as far as its metrics are related by it. */
export interface Setting {
  readonly card: Pick<BenchmarkCard, 'frequencies' | 'metrics'>;
  readonly params: Params;
  /** M, training units of one generation. */
  readonly size: number;
}

/** What a value may be: one number, or a range whose ends may be open (null). */
export type Allowed = number | readonly [low: number | null, high: number | null];

/**
 * What the values of one generation's metrics say of each other, exactly: by their definitions, whatever was run. It stands with the
 * metric that follows from the others or is limited by them, and holds wherever a benchmark has all of them and each has a value.
 */
export interface Relation {
  readonly from: readonly string[];
  /** What is expected, in words that follow a number or a range: `the square root of w2`. */
  readonly words: string;
  /**
   * Whether the metric is computed of `from`: it has no value where one of them has none, and where `allowed` gives a number it is
   * the measured value to the last bit, so that a file may leave the metric out (benchmarks/metrics/derived.ts).
   */
  readonly computed?: boolean;
  /** The values that are allowed; null where nothing can be said. `value` is the metric's own, `from` as listed. */
  readonly allowed: (from: readonly number[], setting: Setting, value: number) => Allowed | null;
}
