/** A page of a board: its rows, its columns, what there is to choose, and what it says in words. Plain JSON values; see index.ts. */
import type { Question } from '#benchmarks/board/answer.ts';
import type { BenchmarkCard, StrategyGroup } from '#benchmarks/protocol/card.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Classes } from '#benchmarks/protocol/place.ts';
import type { Division } from '#benchmarks/protocol/regime.ts';
import type { BoardDivision, BoardGroup, BoardViewOptions, ClassChoice } from './board-query.ts';
import type { ChartLine, MetricView } from './charts.ts';
import type { BoardDosesView } from './doses.ts';
import type { CostView, RunAxesView } from './run-measures.ts';
import type { ApplicableView, IdleView, ScoreView } from './scores.ts';
import type { EntryLabel, EntryRole, RankReason, RankState, RankView } from './standing.ts';

export type { Question } from '#benchmarks/board/answer.ts';

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
