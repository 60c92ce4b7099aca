/** What stands beside a score: every metric at the end, real data used, cost, and when collapse came. */

import { type Estimate, mean, meanEstimate } from '../numerics/statistics.ts';
import type { BenchmarkCard } from '../protocol/card.ts';
import type { LedgerEntry } from '../protocol/ledger.ts';
import type { Axis, ListedMetric } from '../protocol/metric.ts';
import { truthAt } from '../protocol/record.ts';
import { collapseTimes } from './collapse.ts';
import type { MeasuredRun } from './input.ts';
import { CONFIDENCE } from './method.ts';
import { kaplanMeier, type Survival } from './survival.ts';

/** One metric at the last generation, over the seeds that completed and have a value. */
export interface AxisSummary {
  readonly metric: string;
  readonly axis: Axis;
  /** Mean and 95% t interval over seeds; null where no seed has a value. */
  readonly last: Estimate | null;
  /** Value of the metric for the truth itself, in the last generation; null where it has none. */
  readonly truth: number | null;
}

/**
 * Totals over generations 1…G, averaged over seeds, in the benchmark's unit of size (calls and epochs in their own).
 * Generation 0 is the same for every strategy and left out.
 */
export interface CostSummary {
  /** Drawn from models, rejected ones included. */
  readonly sampled: number;
  /** Trained on, summed over all learners. */
  readonly trained: number;
  readonly simulated: number;
  readonly verifierCalls: number;
  readonly teacherCalls: number;
  readonly epochs: number;
}

export interface RunSummary {
  readonly seeds: number;
  readonly completed: number;
  /** Of the metrics that the record has, in the card's order: one that came later may not have been measured. */
  readonly axes: readonly AxisSummary[];
  /** Mean over generations 1…G of the share of training examples that are real, by count, then over seeds; in [0, 1]. */
  readonly realShare: number;
  /** The same of the share of training weight. */
  readonly realWeightShare: number;
  readonly cost: CostSummary;
  readonly early: Survival;
  readonly late: Survival;
}

/** What of a benchmark's card a summary follows. */
export type SummaryCard = Pick<BenchmarkCard, 'collapse'> & {
  readonly metrics: readonly Pick<ListedMetric, 'id' | 'axis'>[];
};

/** Summarises a record beside its score. @throws check-failed where it lacks a metric that the collapse rules need */
export function summariseRun(record: MeasuredRun, card: SummaryCard): RunSummary {
  const ledgers = record.ledger.map((entries) => entries.filter((entry) => entry.generation > 0));
  const total = (count: (entry: LedgerEntry) => number): number =>
    mean(ledgers.map((entries) => entries.reduce((sum, entry) => sum + count(entry), 0)));
  return {
    seeds: record.seeds.length,
    completed: record.statuses.filter((status) => status.state === 'completed').length,
    axes: card.metrics
      .filter(({ id }) => record.trajectories[id] !== undefined)
      .map(({ id, axis }) => ({
        metric: id,
        axis,
        last: lastValue(record, id),
        truth: truthAt(record.truth[id], record.benchmark.generations) ?? null,
      })),
    realShare: meanOverGenerations(ledgers, realShareOf),
    realWeightShare: meanOverGenerations(ledgers, (entry) => entry.weightShare),
    cost: {
      sampled: total((entry) => entry.sampled),
      trained: total((entry) => entry.trainingSize),
      simulated: total((entry) => entry.simulated),
      verifierCalls: total((entry) => entry.verifierCalls),
      teacherCalls: total((entry) => entry.teacherCalls),
      epochs: total((entry) => entry.epochs),
    },
    early: kaplanMeier(collapseTimes(record, card.collapse.early)),
    late: kaplanMeier(collapseTimes(record, card.collapse.late)),
  };
}

function realShareOf(entry: LedgerEntry): number {
  return entry.trainingSize === 0 ? 0 : (entry.realFresh + entry.realRetained) / entry.trainingSize;
}

/** Mean over seeds of the mean over generations; 0 where a run has none after generation 0. */
function meanOverGenerations(
  ledgers: readonly (readonly LedgerEntry[])[],
  value: (entry: LedgerEntry) => number,
): number {
  const perSeed = ledgers.filter((entries) => entries.length > 0).map((entries) => mean(entries.map(value)));
  return perSeed.length === 0 ? 0 : mean(perSeed);
}

function lastValue(record: MeasuredRun, metric: string): Estimate | null {
  const values = record.seeds.flatMap((_, s) => {
    if (record.statuses[s]?.state !== 'completed') return [];
    const value = record.trajectories[metric]?.[s]?.[record.benchmark.generations];
    return value === null || value === undefined ? [] : [value];
  });
  return values.length === 0 ? null : meanEstimate(values, CONFIDENCE);
}
