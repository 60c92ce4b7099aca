/** Metrics, and what charts show of them and of scores. Plain JSON values; see index.ts. */
import type { Axis, Bin } from '#benchmarks/protocol/metric.ts';
import type { Truth } from '#benchmarks/protocol/record.ts';
import type { Division } from '#benchmarks/protocol/regime.ts';
import type { EntryRole } from './standing.ts';

/** A metric as tables and charts name it. */
export interface MetricView {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher' | 'closer';
  readonly axis: Axis;
  /** Where it is a share of a distribution. */
  readonly bin?: Bin;
}

/** Metrics that are drawn together, as a distribution. */
export interface HistogramView {
  readonly id: string;
  readonly name: string;
  readonly bins: number;
}

/** A submission as charts and their legends name it. */
export interface ChartLine {
  readonly id: string;
  readonly spec: string;
  readonly role: EntryRole;
}

/** One generation of a metric, over the seeds that reached it. */
export interface TrajectoryPoint {
  readonly generation: number;
  readonly mean: number;
  /** 95% t interval of the mean; null with one seed. */
  readonly low: number | null;
  readonly high: number | null;
  readonly seeds: number;
}

/** One line of a chart. */
export interface TrajectorySeries extends ChartLine {
  /** From generation 0; generations that no seed reached, or where the metric has no value, are left out. */
  readonly points: readonly TrajectoryPoint[];
}

/** A metric of a benchmark over the generations, for charts. */
export interface TrajectoriesView {
  readonly benchmark: { readonly id: string; readonly version: number; readonly name: string };
  readonly metric: MetricView;
  /** The truth's value, where it has one; one for each generation where the world moves. */
  readonly truth: Truth | null;
  /** G, the last generation. */
  readonly horizon: number;
  /** Controls first, then in the order asked for. */
  readonly series: readonly TrajectorySeries[];
  /** Runs from before the metric came, which did not measure it and have no line. */
  readonly notMeasured: readonly { readonly id: string; readonly spec: string }[];
  /** How far the chart's axis reaches at most, where that doesn't follow from what is drawn. */
  readonly limits?: readonly [number, number];
}

/** A metric seed by seed, of at most 100 seeds of one submission's run. */
export interface SeedsView {
  /** The submission. */
  readonly id: string;
  /** Of each seed, in the order of the run: `[generation, value]`, ascending. */
  readonly seeds: readonly (readonly (readonly [generation: number, value: number])[])[];
}

/** What a score hides at its horizon (docs/scoring.md). */
export interface HorizonView {
  /**
   * How many times the oracle's error is left: Ā/Ā(oracle) of the primary metric, with its 95% interval; null where the metric
   * is no distance or the oracle's error can't be told from 0.
   */
  readonly ratio: { readonly value: number; readonly low: number | null; readonly high: number | null } | null;
  /**
   * The generation by which half of what replace loses by G is lost, interpolated: null unless `reached`. `not-reached`: not
   * within the horizon. `no-loss`: replace loses nothing that can be told from 0.
   */
  readonly halfLife: { readonly state: 'reached' | 'not-reached' | 'no-loss'; readonly generation: number | null };
}

/** Score against what it costs: every entry of a suite, tier and division that has an overall score against the site's controls, the best first. */
export interface ParetoView {
  readonly points: readonly ParetoPoint[];
}

export interface ParetoPoint {
  readonly id: string;
  readonly spec: string;
  readonly role: EntryRole;
  readonly division: Division;
  readonly overall: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Mean share of real data by count, in [0, 1]. */
  readonly realShare: number;
  /** The site answers for it, and nothing else of that kind has at least its score with no more real data. */
  readonly efficient: boolean;
  /** Mean examples trained on in a generation, in training sets. */
  readonly training: number;
  /** As `efficient`, of what it was trained on. */
  readonly trainingEfficient: boolean;
}
