/** What the pages of benchmarks show. Plain JSON values; see index.ts. */
import type { BenchmarkCard, Capability, CollapseRule, Reference } from '#benchmarks/protocol/card.ts';
import type { Params, Tier } from '#benchmarks/protocol/ids.ts';
import type { ParameterDescription } from '#benchmarks/protocol/parameters.ts';
import type { RealSample } from '#benchmarks/protocol/real-sample.ts';
import type { Truth } from '#benchmarks/protocol/record.ts';
import type { BoardRow } from './boards.ts';
import type { HistogramView, HorizonView, MetricView, TrajectoriesView } from './charts.ts';
import type { CollapseView } from './run-measures.ts';
import type { ScoreView } from './scores.ts';

/** Which benchmark of this checkout's suite, at which tier. */
export interface BenchmarkQuery {
  readonly id: string;
  readonly tier: Tier;
}

/** When a run counts as collapsed by one stage's rule, with the limit worked out. */
export interface CollapseLimitView extends CollapseRule {
  readonly stage: 'early' | 'late';
  /** What the metric is compared with; null where that takes the truth's value and no run has told it yet. */
  readonly limit: Truth | null;
}

/** A metric as the benchmark's page explains it. */
export interface BenchmarkMetricView extends MetricView {
  readonly summary: string;
  /** Least and greatest value; null where there is none. */
  readonly range: readonly [number | null, number | null];
  /** The truth's value, where it has one and a run has told it; one for each generation where the world moves. */
  readonly truth: Truth | null;
  /** The collapse rules that are about this metric. */
  readonly collapse: readonly CollapseLimitView[];
  /** Laws that speak of runs that are drawn: those whose curve the chart has. */
  readonly laws: readonly Pick<LawCurveView, 'law' | 'statement' | 'spec'>[];
  /** Where the controls end: means over seeds in the last generation; null without a value. */
  readonly replaceLast: number | null;
  readonly oracleLast: number | null;
  /** Controls from before the metric came, which did not measure it. */
  readonly notMeasured: readonly ('replace' | 'oracle')[];
}

/** What a tier runs. */
export interface TierView {
  readonly tier: Tier;
  readonly seeds: number;
  /** G */
  readonly generations: number;
  /** M; null where the benchmark has no parameter of that name. */
  readonly sampleSize: number | null;
  /** Entries of the suite at this tier that have run the benchmark. */
  readonly entries: number;
}

/** A law of the benchmark, as text. */
export interface LawView {
  /** `law 1` */
  readonly id: string;
  readonly metric: string;
  readonly statement: string;
  readonly source: string;
  /** Whether the mean rests on few paths, so that the seeds of a run find it too low in late generations. */
  readonly skewed: boolean;
}

/** An entry's result on one benchmark. */
export interface BenchmarkEntryView
  extends Pick<
    BoardRow,
    'id' | 'spec' | 'title' | 'family' | 'authors' | 'label' | 'role' | 'group' | 'division' | 'official' | 'outside'
  > {
  /** Whether it has a score on every benchmark of the suite. */
  readonly complete: boolean;
  readonly score: ScoreView;
  /** Null without a score. */
  readonly horizon: HorizonView | null;
  /** Null where the run's axes are not known. */
  readonly early: CollapseView | null;
  readonly late: CollapseView | null;
  /** The primary metric in the last generation, mean over seeds. */
  readonly last: number | null;
}

/** How far apart the controls are: what there is to gain. */
export interface ControlGapView {
  /** Submissions. */
  readonly replace: string;
  readonly oracle: string;
  /** Mean of the primary metric over generations 1…G and seeds. */
  readonly replaceMean: number;
  readonly oracleMean: number;
  /** Their paired difference with its 95% interval; null with one seed. */
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Whether the interval lies above 0. */
  readonly separable: boolean;
  readonly seeds: number;
}

/** Everything of a benchmark's page but its trajectories. */
export interface BenchmarkView {
  readonly suite: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly summary: string;
  readonly group: BenchmarkCard['group'];
  readonly realData: string;
  readonly learner: string;
  readonly unit: BenchmarkCard['unit'];
  readonly tier: Tier;
  readonly tiers: readonly TierView[];
  readonly parameters: readonly ParameterDescription[];
  /** The parameters of the tier that is shown. */
  readonly params: Params;
  /** In table order, the primary first; bins are left out. */
  readonly metrics: readonly BenchmarkMetricView[];
  readonly histograms: readonly HistogramView[];
  /** What collapse means here, as a sentence or two. */
  readonly collapse: string;
  readonly capabilities: readonly Capability[];
  /** Capabilities of the suite that this learner lacks: strategies that need them are not applicable. */
  readonly lacking: readonly Capability[];
  readonly families: readonly string[];
  readonly laws: readonly LawView[];
  readonly references: readonly Reference[];
  readonly realSample: RealSample | null;
  readonly controls: ControlGapView | null;
  /** What the charts draw: the controls, the baselines, then the best official entry of each family: complete ones first, reported ones last. */
  readonly lines: readonly BenchmarkEntryView[];
  /** Families that have an official entry with a score; more than `lines` has where they could not be told apart. */
  readonly familyCount: number;
  /** The best official entries by this benchmark's score, complete ones first, one for each author and family. */
  readonly best: readonly BenchmarkEntryView[];
}

/** A law's curve over the trajectory of one entry. */
export interface LawCurveView {
  /** `law 1` */
  readonly law: string;
  readonly statement: string;
  /** The submission that it speaks of. */
  readonly entry: string;
  readonly spec: string;
  /** The mean that the law gives, by generation from 0. */
  readonly values: readonly number[];
}

/** One metric of the charts: trajectories, and what is drawn over them. */
export interface BenchmarkTrajectoriesView extends TrajectoriesView {
  readonly laws: readonly LawCurveView[];
  readonly collapse: readonly CollapseLimitView[];
}

/** What `/api/v1/benchmarks/<id>/trajectories/<tier>` answers. Numbers have six significant digits. */
export interface BenchmarkChartsView {
  readonly suite: string;
  readonly tier: Tier;
  /** One for each metric, in the card's order. */
  readonly trajectories: readonly BenchmarkTrajectoriesView[];
}

/** A benchmark in the list of all. */
export interface BenchmarkSummaryView
  extends Pick<BenchmarkView, 'id' | 'version' | 'name' | 'summary' | 'group' | 'realSample' | 'controls'> {
  readonly primary: MetricView;
  readonly seeds: number;
  readonly generations: number;
  /** Mean trajectories of the controls' primary metric, from generation 0; empty without controls. */
  readonly replaceLine: readonly number[];
  readonly oracleLine: readonly number[];
}

/** The list of all benchmarks, at the leading tier. */
export interface BenchmarkListView {
  readonly suite: string;
  readonly tier: Tier;
  readonly benchmarks: readonly BenchmarkSummaryView[];
}
