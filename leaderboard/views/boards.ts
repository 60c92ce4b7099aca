/** What boards and charts show. Plain JSON values; see index.ts. */

import type { Question } from '#benchmarks/board/answer.ts';
import type { ControlsSource, LackingControls } from '#benchmarks/board/choose-controls.ts';
import type { BenchmarkCard, StrategyGroup } from '#benchmarks/protocol/card.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Axis, Bin } from '#benchmarks/protocol/metric.ts';
import type { Budget, CallClass, Classes, TrainingClass } from '#benchmarks/protocol/place.ts';
import type { Truth } from '#benchmarks/protocol/record.ts';
import type { Division } from '#benchmarks/protocol/regime.ts';
import type { SuiteBenchmark } from '#benchmarks/suite/manifests.ts';
import type { BoardDosesView } from './doses.ts';

export type { Question } from '#benchmarks/board/answer.ts';
export type { ControlsSource, LackingControl, LackingControls } from '#benchmarks/board/choose-controls.ts';

/** A division of the board, or all of them together (scores and costs, no ranks). */
export type BoardDivision = Division | 'all';

/** Benchmarks that a board is over: all of the suite's, one group's, or those that train a network (which are no group). */
export type NamedGroup = 'all' | BenchmarkCard['group'] | 'networks';

/** What a board is over: several benchmarks under one name, or one by its id. */
export type BoardGroup = NamedGroup | SuiteBenchmark;

/** Which of a division's budgets and classes a board shows; `all` shows every one, each entry with the rank in its own place. */
export interface ClassChoice {
  readonly budget: Budget | 'all';
  readonly training: TrainingClass | 'all';
  readonly calls: CallClass | 'all';
}

/** What a view of a board shows, and in which order. */
export interface BoardViewOptions {
  /** Entries whose specification has this strategy; null for all. */
  readonly strategy: string | null;
  readonly status: 'all' | 'ranked' | EntryLabel;
  /** Entries with at most this share of real data in their training sets, in percent, as the column has it; null for all. */
  readonly real: number | null;
  /** Entries that drew at most this many training sets' worth from models in a generation, as the column has it; null for all. */
  readonly drawn: number | null;
  /** A column (boards/order.ts), a group, or a benchmark's id. */
  readonly sort: string;
}

/** Which page of which board. */
export interface BoardQuery extends Partial<BoardViewOptions>, Partial<ClassChoice> {
  readonly suite: string;
  readonly tier: Tier;
  readonly division: BoardDivision;
  /** All benchmarks of the suite unless it is given. */
  readonly group?: BoardGroup;
  /** From 1. */
  readonly page: number;
}

/** Axes that a board has a column of. */
export type BoardAxis = 'fidelity' | 'diversity' | 'tail';

/** Where an entry ends between the controls in one axis: 0 as replace, 100 as oracle; mean over benchmarks, each clipped. */
export interface AxisScore {
  readonly value: number;
  /** Benchmarks that it is a mean over, */
  readonly benchmarks: number;
  /** of how many of the board. */
  readonly of: number;
}

/** On how many of the benchmarks the median seed collapsed within the horizon. */
export interface CollapseCount {
  readonly collapsed: number;
  readonly benchmarks: number;
}

/**
 * `pending`: not computed yet. `uncontrolled`: neither the site nor its sender has control runs with its settings. `inseparable`: the controls
 * can't be told apart at this tier. `incomplete`: a part it is made of has no score.
 */
export type ScoreState =
  | 'pending'
  | 'scored'
  | 'uncontrolled'
  | 'inseparable'
  | 'diverged'
  | 'failed'
  | 'inapplicable'
  | 'missing'
  | 'incomplete';

/** One score: gap closed, 100 as good as fresh real data for ever, 0 as bad as doing nothing; it may leave that range. */
export interface ScoreView {
  readonly status: ScoreState;
  /** Null unless `status` is `scored`. */
  readonly value: number | null;
  /** 95% interval; null where there is none (one seed, or no score). */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether it rests on fewer than 10 seeds (for an overall score: on any benchmark). */
  readonly fewSeeds: boolean;
  /** Whether it is at an end of the range in which scores count, or beyond: it reads `≥ 110` or `≤ −100`. */
  readonly clipped: boolean;
  /** Why there is no score, or what to know of it, as a sentence; empty where there is nothing to say. */
  readonly words: string;
  /** The command that would make what is missing (the controls); null where nothing is, or this checkout can't make it. */
  readonly command: string | null;
  /**
   * Whose controls it is measured against: the site's, or those of whoever sent the entry, which nobody here has run. Of an
   * overall score `own` where any of its parts is. Null without.
   */
  readonly controls: ControlsSource | null;
  /** The controls that it lacks; null where it lacks none. */
  readonly missing: MissingControlsView | null;
}

/** Which controls are missing, and with which settings: exactly those of the run, as texts. */
export interface MissingControlsView extends LackingControls {
  readonly settings: {
    /** `gaussian@1` */
    readonly benchmark: string;
    readonly tier: Tier;
    /** `dimension=1, sampleSize=100` */
    readonly params: string;
    readonly generations: number;
    /** `1…20` */
    readonly seeds: string;
    /** Id and version. */
    readonly engine: string;
  };
}

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

/** A benchmark of the suite, as a column of the board. */
export interface BoardBenchmark {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly summary: string;
  readonly primary: MetricView;
  /** Seeds, generations and M of the tier's plan. */
  readonly seeds: number;
  readonly generations: number;
  /** Whether the site has both control runs for the tier's plan. */
  readonly hasControls: boolean;
  /** Whether the controls' difference excludes 0; null without controls. */
  readonly separable: boolean | null;
  /** Whether this checkout has this version of it. */
  readonly inCatalog: boolean;
  /** The command that makes the controls; null where there are some, or this checkout can't make them. */
  readonly command: string | null;
}

/** A choice of the board's filter, with the number of entries behind it (controls and baselines of the site not counted twice). */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly count: number;
}

export type EntryLabel = 'maintained' | 'reported';

/** `control` and `baseline` are the site's own current runs of those strategies: shown in every division, never ranked. */
export type EntryRole = 'control' | 'baseline' | 'entry';

/** `ranked`: has a rank interval. `pending`: will have one as soon as the ranking is computed. `unranked`: see the reason. */
export type RankState = 'ranked' | 'pending' | 'unranked';

/**
 * Why an entry has no rank. `same`: it ran, bit for bit, as the control or baseline `sameAs` does. `indistinct`: its interval
 * doesn't lie above replace. `own-controls`: scored against controls of its sender. `outdone`: its sender has a better one of the family. `basis`: scored against other controls.
 * `everywhere`: the board of all divisions. `places`: a board of several budgets or classes. `gone`: off the boards.
 */
export type RankReason =
  | 'control'
  | 'baseline'
  | 'same'
  | 'replaced'
  | 'own-controls'
  | 'reported'
  | 'refuted'
  | 'unofficial'
  | 'smoke'
  | 'open'
  | 'incomplete'
  | 'indistinct'
  | 'outdone'
  | 'basis'
  | 'pending'
  | 'everywhere'
  | 'places'
  | 'gone';

/** Rank interval, simultaneous 95%: the true rank lies in [low, high], 1 is best. */
export interface RankView {
  readonly low: number;
  readonly high: number;
  /** Place by score among those that it is ranked among, 1…of. */
  readonly position: number;
  readonly of: number;
}

/** The score over the benchmarks that an entry applies to, where it is not applicable to some. It is no overall score, and no rank rests on it. */
export interface ApplicableView {
  readonly value: number;
  /** 95% interval; null where a benchmark has a single seed. */
  readonly low: number | null;
  readonly high: number | null;
  /** Benchmarks that it applies to, */
  readonly benchmarks: number;
  /** of how many of the board. */
  readonly of: number;
}

/** How an entry stands beside an idle baseline of the board: a run that keeps what it begins with. */
export interface IdleView {
  /** Its specification. */
  readonly baseline: string;
  /** `beats`, `loses`: the interval lies above, below 0. `even`: it holds 0. `unknown`: there is none, or not yet. */
  readonly verdict: 'beats' | 'even' | 'loses' | 'unknown';
  /** Overall score minus the baseline's, in points, with its paired 95% interval. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

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

/** One entry of the board. */
export interface BoardRow {
  readonly id: string;
  readonly spec: string;
  readonly title: string;
  readonly family: string;
  /** Names, in order. */
  readonly authors: readonly string[];
  readonly label: EntryLabel;
  readonly role: EntryRole;
  /** The control or baseline as which it ran, bit for bit, under another name: it has that role; null for all others. */
  readonly sameAs: string | null;
  /** Whether it is one of the board's idle baselines, of which each is a line where it stands. */
  readonly isIdle: boolean;
  /** How it stands beside each idle baseline of the board; empty where the suite's rules name none. */
  readonly idle: readonly IdleView[];
  /** Group of the first strategy of the specification; null where this checkout doesn't know it. */
  readonly group: StrategyGroup | null;
  readonly division: Division;
  /** Its budget and classes, which with its division are its place; null where the suite's rules know divisions alone. */
  readonly classes: Classes | null;
  readonly official: boolean;
  /** Whether its strategy was a process of its own: `declared: memory not enforced`. */
  readonly outside: boolean;
  /** Mean of the clipped benchmark scores, with its joint bootstrap interval. */
  readonly overall: ScoreView;
  /** Interquartile mean over all seeds and benchmarks, a description beside the overall score; null without one. */
  readonly iqm: number | null;
  /** Null where the overall score says it, where there is none, and where the suite's rules don't ask. */
  readonly applicable: ApplicableView | null;
  /** On a board of one place: its rank there. */
  readonly rank: RankView | null;
  /** Its rank in its own place, on every board: where the suite's rules know divisions alone, that is its division. */
  readonly placeRank: RankView | null;
  readonly rankState: RankState;
  /** Why it isn't ranked; null where it is. */
  readonly rankReason: RankReason | null;
  /** The same as a sentence; empty where it is. */
  readonly rankWords: string;
  /** Ids of entries against which its order flips between the half and the full horizon, significantly both times. */
  readonly flips: readonly string[];
  /** Over the benchmarks of each group, as its own board has it: every one of the board's `groupColumns` is there. */
  readonly groups: Readonly<Record<string, ScoreView>>;
  /** By benchmark id; every benchmark of the suite is there. */
  readonly benchmarks: Readonly<Record<string, ScoreView>>;
  /** By benchmark id; only those that were run. */
  readonly axes: Readonly<Record<string, RunAxesView>>;
  /** Mean over the benchmarks that were run. */
  readonly cost: CostView;
  readonly axisScores: Readonly<Record<BoardAxis, AxisScore | null>>;
  readonly early: CollapseCount;
  readonly late: CollapseCount;
  /** How far its numbers have been checked. */
  readonly verification: 'reported' | 'recomputed' | 'reproduced' | 'refuted';
  readonly bundleDigest: string;
  readonly createdAt: string;
  /** What a maintainer has to say against it; null where nothing is, or no more. */
  readonly objection: string | null;
}

/** An entry as the answer names it. */
export interface AnswerEntryView {
  readonly id: string;
  readonly spec: string;
  readonly division: Division;
  readonly classes: Classes | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly rank: Pick<RankView, 'low' | 'high' | 'of'> | null;
}

/** What a board says in words, made by rule: see benchmarks/board/answer.ts. */
export interface AnswerView {
  readonly answers: readonly {
    readonly question: Question;
    readonly best: AnswerEntryView | null;
    readonly untold: readonly AnswerEntryView[];
  }[];
  readonly worse: readonly AnswerEntryView[];
  readonly indistinct: readonly AnswerEntryView[];
}

/** One page of a board. */
export interface BoardView extends ClassChoice {
  readonly suite: string;
  readonly tier: Tier;
  readonly division: BoardDivision;
  readonly group: BoardGroup;
  readonly options: BoardViewOptions;
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
  readonly pageSize: number;
  /** Rows on all pages. */
  readonly total: number;
  /** Whether this board has ranks at all: one place that is ranked, and no smoke tier. */
  readonly ranked: boolean;
  /** Version of the suite's rules of who is ranked: 1, or, from suite 0.3 on, 2. */
  readonly rankRules: number;
  /** Version of the rules of budgets and classes; null where the suite's rules know divisions alone. */
  readonly placeRules: number | null;
  /** What the board says in words. */
  readonly answer: AnswerView;
  /** Relative weight of each group of benchmarks in the overall score; null where every benchmark of the board weighs the same. */
  readonly weights: Readonly<Record<string, number>> | null;
  /** Idle baselines that stand on this board, in the order of the rules. */
  readonly idleBaselines: readonly string[];
  /** Whether a ranking is being computed: the ranks shown may be missing newer entries. */
  readonly ranksPending: boolean;
  /** Groups of benchmarks that rows have scores of: those of a whole suite, where there are several. */
  readonly groupColumns: readonly BenchmarkCard['group'][];
  readonly benchmarks: readonly BoardBenchmark[];
  /** `id@protocol` of what the suite lists and this checkout has no longer: with any of them, the scores stay as they are stored. */
  readonly retired: readonly string[];
  /** All suites that have entries or are this checkout's, newest first. */
  readonly suites: readonly string[];
  /**
   * `all`, those groups that the suite has benchmarks of, then each benchmark that has a board of its own, in fixed order, with counts
   * of entries at this tier.
   */
  readonly groups: readonly Choice<BoardGroup>[];
  /** Every division and `all`, in fixed order, with counts for this suite and tier. */
  readonly divisions: readonly Choice<BoardDivision>[];
  /** Budgets and classes with `all`, in fixed order, with counts of the division's entries that the other choices leave; empty without such rules. */
  readonly budgets: readonly Choice<ClassChoice['budget']>[];
  readonly trainings: readonly Choice<ClassChoice['training']>[];
  readonly callClasses: readonly Choice<ClassChoice['calls']>[];
  /** Every tier, with counts for this suite. */
  readonly tiers: readonly Choice<Tier>[];
  /** Strategies that entries of this suite and tier have, in table order. */
  readonly strategies: readonly string[];
  /** Names of the entries that flips speak of, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** In the order asked for, complete entries first; those without a value last, then by score and id. */
  readonly rows: readonly BoardRow[];
  /** Families of the division with several doses, those with the most first; at most eight. */
  readonly doses: readonly BoardDosesView[];
  /** What the charts of this page draw, in the order in which styles are given out. */
  readonly charted: readonly ChartLine[];
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

/** One generation of a metric, over the seeds that reached it. */
export interface TrajectoryPoint {
  readonly generation: number;
  readonly mean: number;
  /** 95% t interval of the mean; null with one seed. */
  readonly low: number | null;
  readonly high: number | null;
  readonly seeds: number;
}

/** A submission as charts and their legends name it. */
export interface ChartLine {
  readonly id: string;
  readonly spec: string;
  readonly role: EntryRole;
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
