/** What stands beside a run’s score: axes, collapse, costs. Plain JSON values; see index.ts. */

/** One axis of one benchmark: the seeds' mean of a metric in the last generation. */
export interface AxisView {
  readonly metric: string;
  readonly name: string;
  readonly unit: string;
  /** Null where no seed reached the last generation or the metric has no value there. */
  readonly value: number | null;
  /** The truth's value, where it has one. */
  readonly truth: number | null;
}

/** When a run collapses: Kaplan–Meier medians over seeds, in generations. */
export interface CollapseView {
  /** Null where at most half of the seeds collapsed within the horizon: later than `horizon`. */
  readonly median: number | null;
  /** Share of seeds in which it was seen, in [0, 1]. */
  readonly share: number;
  readonly horizon: number;
}

/** What stands beside one benchmark's score. */
export interface RunAxesView {
  readonly fidelity: AxisView | null;
  readonly diversity: AxisView | null;
  readonly tail: AxisView | null;
  readonly drift: AxisView | null;
  readonly early: CollapseView;
  readonly late: CollapseView;
}

/** What a run consumed, mean per generation from 1 on over seeds; amounts in units of M. */
export interface CostView {
  /** Share of the training set that is real, by count, in [0, 1]. */
  readonly realShare: number;
  /** Real data drawn anew. */
  readonly realFresh: number;
  /** Examples trained on, all learners together. */
  readonly training: number;
  /** Examples drawn from models, rejected ones included. */
  readonly sampled: number;
  readonly verifierCalls: number;
  /** Only where the benchmark's protocol counts them; of several benchmarks, over those that do. */
  readonly counted?: CountedCost;
}

export interface CountedCost {
  /** Updates of parameters, in those that a fit on M makes at most. */
  readonly updates: number;
  /** Fresh and earlier real data shown, trained on or not. */
  readonly freshShown: number;
  readonly retainedShown: number;
  /** Units whose densities were asked for. */
  readonly densityCalls: number;
}
