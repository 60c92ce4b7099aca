/** What the page of a submission shows. Plain JSON values; see index.ts. */

import type { Params, Tier } from '#benchmarks/protocol/ids.ts';
import type { Classes } from '#benchmarks/protocol/place.ts';
import type { Environment, SeedStatus } from '#benchmarks/protocol/record.ts';
import type { Division, Regime } from '#benchmarks/protocol/regime.ts';
import type { SubmissionEventKind } from '../events/record-event.ts';
import type { ChartLine, HistogramView, HorizonView } from './charts.ts';
import type { CostView, RunAxesView } from './run-measures.ts';
import type { IdleView, ScoreView } from './scores.ts';
import type { EntryLabel, EntryRole, RankReason, RankState, RankView } from './standing.ts';

export interface AuthorView {
  readonly name: string;
  readonly affiliation: string | null;
  readonly orcid: string | null;
}

/** A strategy of a composition. */
export interface PartView {
  readonly id: string;
  readonly version: number;
  /** From the strategy's card; the id where this checkout doesn't know it. */
  readonly name: string;
  readonly summary: string;
  readonly passed: Params;
  readonly resolved: Params;
}

/** One generation of a ledger, averaged over the seeds that reached it, in the benchmark's unit. */
export interface LedgerView {
  readonly generation: number;
  readonly seeds: number;
  readonly realFresh: number;
  readonly realRetained: number;
  /** By source learner and by age: 1 for samples of the generation before, 2 for the one before that … */
  readonly synthetic: readonly { readonly source: string; readonly age: number; readonly count: number }[];
  readonly trainingSize: number;
  readonly weightShare: number;
  readonly sampled: number;
  readonly simulated: number;
  readonly verifierCalls: number;
  /** These four only where the benchmark's protocol counts them: updates of parameters, real data shown, densities asked for. */
  readonly updates?: number;
  readonly freshShown?: number;
  readonly retainedShown?: number;
  readonly densityCalls?: number;
}

/** One benchmark's run of a submission. */
export interface RunView {
  readonly benchmark: {
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly unit: 'example' | 'token';
    /** Whether this checkout has a benchmark of that id: then there are pages about it. */
    readonly inCatalog: boolean;
  };
  readonly params: Params;
  readonly generations: number;
  /** M, training units of one generation. */
  readonly size: number;
  readonly official: boolean;
  readonly division: Division;
  readonly regime: Regime;
  readonly seeds: readonly number[];
  /** Completed, diverged and failed seeds of all. */
  readonly statuses: {
    readonly total: number;
    readonly completed: number;
    readonly diverged: number;
    readonly failed: number;
  };
  /** Seeds that did not complete, at most the first 20. */
  readonly stopped: readonly { readonly seed: number; readonly status: SeedStatus }[];
  readonly score: ScoreView;
  /** Null without a score; the score at every horizon is at `/api/v1/submissions/<id>/horizons/<benchmark>`. */
  readonly horizon: HorizonView | null;
  readonly axes: RunAxesView | null;
  readonly cost: CostView;
  readonly engine: { readonly id: string; readonly version: string };
  readonly environment: Environment;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly resultDigest: string;
  /** Where its samples are not in the bundle: the command that makes them again, on demand. */
  readonly samplesMadeAgain: string | null;
  readonly histograms: readonly HistogramView[];
  /** How many metrics there are, bins apart; their trajectories are at `/api/v1/submissions/<id>/trajectories/<benchmark>`. */
  readonly metrics: number;
  /** Metrics and histograms that came after it, which it did not measure: id and name. */
  readonly notMeasured: readonly { readonly id: string; readonly name: string }[];
  /** What its charts draw: the site's controls, and the run. */
  readonly lines: readonly ChartLine[];
  /** Ids of the control submissions it was scored against; null without. */
  readonly controls: { readonly replace: string; readonly oracle: string } | null;
}

/** A check that was made of a submission. */
export interface VerificationView {
  readonly level: 'reported' | 'recomputed' | 'reproduced' | 'refuted';
  readonly outcome: 'passed' | 'flagged' | 'failed';
  readonly createdAt: string;
  /** What was checked, as a sentence. */
  readonly words: string;
}

/** Why this checkout can't make a submission's runs again. */
export type RepeatObstacle =
  /** The catalog has no strategy of that id. */
  | { readonly code: 'strategy'; readonly id: string }
  | { readonly code: 'strategy-version'; readonly id: string; readonly version: number; readonly here: number }
  /** The strategy takes other parameters here, or has other defaults. */
  | { readonly code: 'strategy-parameters'; readonly id: string }
  /** `here` is null where the catalog has no benchmark of that id. */
  | { readonly code: 'benchmark'; readonly benchmark: string; readonly version: number; readonly here: number | null }
  /** The benchmark's parameters can't be asked for here. */
  | { readonly code: 'parameters'; readonly benchmark: string }
  /** The seeds are not 1, 2, 3, … */
  | { readonly code: 'seeds'; readonly benchmark: string }
  /** Names with versions. */
  | { readonly code: 'engine'; readonly benchmark: string; readonly engine: string; readonly here: string };

/**
 * Why the command can't be promised to give the same digests. `reported`: nobody has run it again. `dirty`: it was made from
 * a checkout with uncommitted changes. `engine`: an engine that may differ in the last bits from machine to machine.
 */
export type RepeatCaveat = 'reported' | 'dirty' | 'engine';

/** Entries of one sender, strategy and tier on this site. */
export interface AttemptsView {
  /** Which of them it is, from 1, by when they came. */
  readonly place: number;
  readonly made: number;
  /** Those off the boards. */
  readonly gone: number;
}

/** Something that happened to a submission. */
export interface SubmissionEventView {
  readonly kind: SubmissionEventKind;
  readonly at: string;
  /** `sender`: with the token that sent it. `maintainer`: with one that may manage others' entries. `site`: nobody. */
  readonly actor: 'owner' | 'maintainer' | 'sender' | 'site';
  readonly reason: string | null;
  /** Id of the other submission that it is about. */
  readonly other: string | null;
}

/** Everything of the submission page. */
export interface SubmissionView {
  readonly id: string;
  readonly title: string;
  readonly suite: string;
  readonly tier: Tier;
  readonly spec: string;
  readonly family: string;
  readonly description: string;
  readonly parts: readonly PartView[];
  readonly authors: readonly AuthorView[];
  readonly paper: string | null;
  readonly code: string | null;
  readonly licence: string;
  readonly externalInformation: string;
  /** As its authors declare. */
  readonly attempts: number;
  /** As this site has counted. */
  readonly counted: AttemptsView;
  readonly official: boolean;
  readonly label: EntryLabel;
  readonly role: EntryRole;
  /** As on its board's row. */
  readonly sameAs: string | null;
  readonly idle: readonly IdleView[];
  readonly division: Division;
  /** Its budget and classes on the suite's board; null where its rules know divisions alone. */
  readonly classes: Classes | null;
  /** Whether its strategy was a process of its own: `declared: memory not enforced`. */
  readonly outside: boolean;
  readonly overall: ScoreView;
  readonly iqm: number | null;
  readonly rank: RankView | null;
  readonly rankState: RankState;
  readonly rankReason: RankReason | null;
  readonly rankWords: string;
  readonly cost: CostView;
  readonly bundleDigest: string;
  readonly createdAt: string;
  /** In the suite's order. */
  readonly runs: readonly RunView[];
  /** Benchmarks of the suite that were not run. */
  readonly missing: readonly { readonly id: string; readonly name: string; readonly score: ScoreView }[];
  /** Whether its strategy is a module, which came with the bundle. */
  readonly isModule: boolean;
  /** The command that runs it again, as one line; of a module, in the folder of the bundle that was downloaded; null where this checkout has none (see obstacles). */
  readonly command: string | null;
  /** The command gives the same digests, bit for bit, where both are empty. */
  readonly repeat: { readonly obstacles: readonly RepeatObstacle[]; readonly caveats: readonly RepeatCaveat[] };
  /** Path of its page on this site. */
  readonly permalink: string;
  /** Path from which the bundle can be downloaded. */
  readonly download: string;
  readonly verification: 'reported' | 'recomputed' | 'reproduced' | 'refuted';
  /** Oldest first. */
  readonly verifications: readonly VerificationView[];
  readonly tombstone: {
    readonly kind: 'withdrawn' | 'rejected' | 'superseded';
    readonly reason: string;
    readonly at: string;
    readonly supersededBy: string | null;
  } | null;
  /** What a maintainer has to say against it; null where nothing is, or no more. */
  readonly objection: string | null;
  /** Ids of the entries whose place it has taken, the latest first. */
  readonly supersedes: readonly string[];
  /** The oldest first. */
  readonly events: readonly SubmissionEventView[];
}

/** A file of a submission's bundle. */
export interface FileView {
  /** Relative to the top of the bundle. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The module that a submission's strategy is. */
export interface ModuleView {
  /** In the bundle. */
  readonly path: string;
  readonly sha256: string;
  readonly source: string;
  readonly name: string;
  readonly summary: string;
  /** SPDX expression of the source. */
  readonly licence: string;
}
