/** How a suite weighs benchmarks in an overall score: what manifests state, scores follow and snapshots carry. */

/** A suite's rule: groups weigh, and the benchmarks of a group share its weight. Plain JSON: it crosses threads. */
export interface OverallRule {
  /** Relative weight of each group, above 0. */
  readonly weights: Readonly<Record<string, number>>;
  /** The group of each benchmark, by id. */
  readonly groups: Readonly<Record<string, string>>;
}
