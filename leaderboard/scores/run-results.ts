/** What is stored of a run beside its record, computed from that alone: what it reached, what it shows, what it used. */
import { type BenchmarkCard, updatesOfFit } from '#benchmarks/protocol/card.ts';
import type { LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import { isEntry2, type LedgerEntry2 } from '#benchmarks/protocol/ledger-2.ts';
import type { Axis } from '#benchmarks/protocol/metric.ts';
import { type LedgerUse, ledgerUse } from '#benchmarks/protocol/regime.ts';
import {
  type MeasuredRun,
  type RunOutcome,
  runOutcome,
  type SummaryCard,
  type Survival,
  summariseRun,
} from '#benchmarks/scoring/index.ts';
import type { CollapseView, CostView } from '../views/index.ts';

/** Where one metric ends. */
export interface StoredAxis {
  readonly metric: string;
  /** What the benchmark's card shows it under. */
  readonly axis: Axis;
  /** Mean over seeds in the last generation; null where no seed has a value there, or their mean is beyond a double. */
  readonly value: number | null;
  readonly truth: number | null;
}

/** What a run shows beside its score. */
export interface StoredSummary {
  /** In the order of the benchmark's card. */
  readonly axes: readonly StoredAxis[];
  readonly early: CollapseView;
  readonly late: CollapseView;
  readonly cost: CostView;
}

export interface RunResults {
  /** What scores and ranks are computed from. */
  readonly outcome: RunOutcome;
  readonly summary: StoredSummary;
  /** With its regime: what its division follows from, alone and with other runs. */
  readonly use: LedgerUse;
}

/** @throws check-failed where a completed seed lacks a value of the primary metric, or the record what its collapse rules need */
export function runResults(
  run: MeasuredRun,
  card: Pick<BenchmarkCard, 'primary'> & Partial<Pick<BenchmarkCard, 'params' | 'fitUpdates'>> & SummaryCard,
): RunResults {
  const fitUpdates = updatesOfFit(card, run.benchmark.params);
  return {
    outcome: runOutcome(run, card.primary),
    summary: summaryOf(run, card, fitUpdates),
    use: ledgerUse(run.ledger, run.benchmark.size, fitUpdates),
  };
}

function summaryOf(run: MeasuredRun, card: SummaryCard, fitUpdates: number | null): StoredSummary {
  const { generations, size } = run.benchmark;
  const summary = summariseRun(run, card);
  const perGeneration = (total: number): number => total / (generations * size);
  return {
    axes: summary.axes.map(({ metric, axis, last, truth }) => ({
      metric,
      axis,
      value: last !== null && Number.isFinite(last.value) ? last.value : null,
      truth,
    })),
    early: collapseView(summary.early, generations),
    late: collapseView(summary.late, generations),
    cost: {
      realShare: summary.realShare,
      realFresh: perGeneration(meanTotal(run.ledger, (entry) => entry.realFresh)),
      training: perGeneration(summary.cost.trained),
      sampled: perGeneration(summary.cost.sampled),
      verifierCalls: perGeneration(summary.cost.verifierCalls),
      ...countedCost(run, fitUpdates),
    },
  };
}

/** What the ledger of suite 0.3 counts; nothing where the run's protocol has another. */
function countedCost(
  { ledger, benchmark: { generations, size } }: MeasuredRun,
  fitUpdates: number | null,
): Pick<CostView, 'counted'> {
  const own = ledger.map((entries) => entries.filter(isEntry2));
  if (fitUpdates === null || own.every((entries) => entries.length === 0)) return {};
  const perGeneration = (count: (entry: LedgerEntry2) => number): number => meanTotal(own, count) / generations;
  return {
    counted: {
      updates: perGeneration(({ updates }) => updates) / fitUpdates,
      freshShown: perGeneration(({ freshShown }) => freshShown) / size,
      retainedShown: perGeneration(({ retainedShown }) => retainedShown) / size,
      densityCalls: perGeneration(({ densityCalls }) => densityCalls) / size,
    },
  };
}

function collapseView({ median, events, n }: Survival, horizon: number): CollapseView {
  return { median, share: n === 0 ? 0 : events / n, horizon };
}

/** Total over generations 1…G, mean over seeds. */
function meanTotal<Entry extends LedgerEntry>(
  ledger: readonly (readonly Entry[])[],
  count: (entry: Entry) => number,
): number {
  let total = 0;
  for (const entries of ledger) for (const entry of entries) if (entry.generation > 0) total += count(entry);
  return ledger.length === 0 ? 0 : total / ledger.length;
}
