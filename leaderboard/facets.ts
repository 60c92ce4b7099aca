/**
 * What stands in the `facets` column of scores: JSON of our own making, written by the scoring functions of this folder
 * and read by them and by the views.
 */

import type { BenchmarkCard, Facet } from '../benchmarks/protocol/card.ts';
import type { LedgerEntry } from '../benchmarks/protocol/ledger.ts';
import type { RunRecord } from '../benchmarks/protocol/record.ts';
import { DIVISIONS, type Division } from '../benchmarks/protocol/regime.ts';
import type { Survival } from '../benchmarks/scoring/index.ts';
import { type RunOutcome, summariseRun, toScoredRun } from '../benchmarks/scoring/index.ts';
import type { ControlsSource, LackingControls } from './choose-controls.ts';
import type { CollapseView, CostView } from './views.ts';

/** Raised where what is computed for the same records changes; scores of another version are computed again. */
export const SCORING_VERSION = 3;

export interface StoredFacet {
  readonly metric: string;
  readonly facet: Facet;
  /** Mean over seeds in the last generation; null where no seed has a value. */
  readonly value: number | null;
  readonly truth: number | null;
}

/** What a run shows beside its score; depends on its record alone. */
export interface RunFacets {
  readonly facets: readonly StoredFacet[];
  readonly early: CollapseView;
  readonly late: CollapseView;
  readonly cost: CostView;
}

/** `facets` of scope `benchmark/<id>`. */
export interface BenchmarkFacets {
  /** What scores and ranks are computed from; null for a benchmark that was not run. */
  readonly outcome: RunOutcome | null;
  /** Null for a benchmark that was not run. */
  readonly run: RunFacets | null;
  /** Submissions whose runs it is scored against. */
  readonly controls: { readonly replace: string; readonly oracle: string } | null;
  /** Whose they are; null without. */
  readonly source: ControlsSource | null;
  /** Which are missing; null where there are some, or nothing was run. */
  readonly lacking: LackingControls | null;
  readonly fewSeeds: boolean;
  /** Why there is no score, as words inside a sentence; empty where there is one. */
  readonly reason: string;
}

/** `facets` of a board's scope: what is said of the runs of that board's benchmarks together. */
export interface OverallFacets {
  /** Whether all of them are. */
  readonly official: boolean;
  /** The widest of theirs: the one that the entry is ranked in. */
  readonly division: Division;
  /** `own` where any of the scores is measured against controls of its sender; null where none has controls. */
  readonly source: ControlsSource | null;
  /** Run ids of the controls that the scores rest on, `benchmark=replace,oracle;…`: other ones make it out of date. */
  readonly basis: string;
  /** `quick`: the interval is still to come. */
  readonly stage: 'quick' | 'full';
  readonly iqm: number | null;
  readonly fewSeeds: boolean;
  /** Benchmarks without a score. */
  readonly lacking: readonly string[];
  readonly cost: CostView;
  readonly ranking: StoredRanking | null;
}

/** The ranking that an entry takes part in. */
export interface StoredRanking {
  /** Digest of the members with their scores: with other ones the ranks are out of date. */
  readonly members: string;
  readonly position: number;
  readonly of: number;
  readonly flips: readonly string[];
}

export const NO_COST: CostView = { realShare: 0, realFresh: 0, training: 0, sampled: 0, verifierCalls: 0 };

export function runFacets(record: RunRecord, card: BenchmarkCard): RunFacets {
  const { generations, size } = record.benchmark;
  const summary = summariseRun(record, card);
  const perGeneration = (total: number): number => total / (generations * size);
  return {
    facets: summary.facets.map(({ metric, facet, last, truth }) => ({
      metric,
      facet,
      value: last?.value ?? null,
      truth,
    })),
    early: collapseView(summary.early, generations),
    late: collapseView(summary.late, generations),
    cost: {
      realShare: summary.realShare,
      realFresh: perGeneration(meanTotal(record.ledger, (entry) => entry.realFresh)),
      training: perGeneration(summary.cost.trained),
      sampled: perGeneration(summary.cost.sampled),
      verifierCalls: perGeneration(summary.cost.verifierCalls),
    },
  };
}

/** The outcome that a run's scores are computed from. */
export function runOutcome(record: RunRecord, card: Pick<BenchmarkCard, 'id' | 'primary'>): RunOutcome {
  return toScoredRun(record, card).outcome;
}

function collapseView({ median, events, n }: Survival, horizon: number): CollapseView {
  return { median, share: n === 0 ? 0 : events / n, horizon };
}

/** Total over generations 1…G, mean over seeds. */
function meanTotal(ledger: readonly (readonly LedgerEntry[])[], count: (entry: LedgerEntry) => number): number {
  let total = 0;
  for (const entries of ledger) for (const entry of entries) if (entry.generation > 0) total += count(entry);
  return ledger.length === 0 ? 0 : total / ledger.length;
}

/** The division of runs taken together: the one with the widest rights. */
export function widestDivision(runs: readonly { readonly division: Division }[]): Division {
  const places = runs.map((run) => DIVISIONS.indexOf(run.division));
  return DIVISIONS[Math.max(...places)] ?? 'open';
}

/** Mean of what several runs cost; each benchmark counts the same. */
export function meanCost(costs: readonly CostView[]): CostView {
  if (costs.length === 0) return NO_COST;
  const mean = (value: (cost: CostView) => number): number =>
    costs.reduce((sum, cost) => sum + value(cost), 0) / costs.length;
  return {
    realShare: mean((cost) => cost.realShare),
    realFresh: mean((cost) => cost.realFresh),
    training: mean((cost) => cost.training),
    sampled: mean((cost) => cost.sampled),
    verifierCalls: mean((cost) => cost.verifierCalls),
  };
}
