/** What comparisons show. Plain JSON values; see index.ts. */
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Classes } from '#benchmarks/protocol/place.ts';
import type { Division } from '#benchmarks/protocol/regime.ts';
import type { Conclusion, Lack } from '#benchmarks/scoring/index.ts';
import type { BoardBenchmark } from './boards.ts';
import type { ChartLine } from './charts.ts';
import type { CollapseView, CostView } from './run-measures.ts';
import type { ScoreView } from './scores.ts';
import type { EntryLabel } from './standing.ts';

export type { DifferenceConclusion, Interval, Lack } from '#benchmarks/scoring/index.ts';

/** One side of a comparison. */
export interface ComparedEntry extends ChartLine {
  readonly title: string;
  readonly authors: readonly string[];
  readonly tier: Tier;
  readonly division: Division;
  /** Its budget and classes on the suite's board; null where its rules know divisions alone. */
  readonly classes: Classes | null;
  /** Whether its strategy was a process of its own. */
  readonly outside: boolean;
  readonly overall: ScoreView;
  readonly cost: CostView;
  /** By benchmark id; only what was run. */
  readonly runs: Readonly<
    Record<
      string,
      {
        readonly score: ScoreView;
        readonly early: CollapseView;
        readonly late: CollapseView;
        readonly durationMs: number;
      }
    >
  >;
  /** Share of seeds that score above each threshold, averaged over benchmarks; empty without an overall score. */
  readonly profile: readonly number[];
}

/** A difference of two, first minus second, with its 95% interval; null with one seed. */
export interface DifferenceView {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** One field in which two runs differ, so that they can't be paired. */
export interface MismatchView {
  readonly field: string;
  readonly first: string;
  readonly second: string;
}

export interface BenchmarkPairView {
  readonly benchmark: string;
  readonly seeds: number;
  /** Gap closed, in points; null without. */
  readonly score: DifferenceView | null;
  /** In the units of the primary metric; null where not compared. */
  readonly metric: DifferenceView | null;
  /** Probability of improvement, that a seed of the first is better than one of the second; null where not compared or under five seeds. */
  readonly probability: number | null;
  /** Why it isn't compared; empty where it is. */
  readonly mismatches: readonly MismatchView[];
  /** Why it, or its score, isn't compared; null where both are. */
  readonly why: Lack | null;
  /** The same where it isn't a matter of settings, as a sentence; empty otherwise. */
  readonly reason: string;
}

/** Difference of two mean scores, in points. */
export interface MeanDifferenceView extends DifferenceView {
  /** How many benchmarks it is over. */
  readonly benchmarks: number;
  /** Mean of the benchmarks' probabilities of improvement; null where one of them is. */
  readonly probability: number | null;
}

export interface PairView {
  /** Positions of the two in the list of entries. */
  readonly first: number;
  readonly second: number;
  readonly benchmarks: readonly BenchmarkPairView[];
  /** Over every benchmark of the suite; null where one lacks a difference of scores. */
  readonly overall: MeanDifferenceView | null;
  /** Over the benchmarks on which both have a score; null where there are none. */
  readonly common: MeanDifferenceView | null;
  readonly conclusions: readonly Conclusion[];
  /** Whether both are of one division, budget and classes; otherwise they had different rights. */
  readonly sameRights: boolean;
}

export interface ComparisonView {
  /** The newest on which all entries are complete, else on which all stand: scores are this one's. */
  readonly suite: string;
  readonly entries: readonly ComparedEntry[];
  readonly benchmarks: readonly Pick<BoardBenchmark, 'id' | 'version' | 'name'>[];
  /** All pairs, in the order of the entries. */
  readonly pairs: readonly PairView[];
  /** With fewer common seeds a probability of improvement is not shown. */
  readonly improvementSeeds: number;
  /** Thresholds of the performance profiles, in points. */
  readonly thresholds: readonly number[];
}

/** An entry that can be chosen for a comparison. */
export interface ChoosableEntry extends ChartLine {
  readonly label: EntryLabel;
  readonly title: string;
  readonly tier: Tier;
  readonly division: Division;
}
