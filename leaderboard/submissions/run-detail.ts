/** What is long of a run: its trajectories and its ledger, asked for when they are looked at. */

import { roleOf } from '#benchmarks/board/roles.ts';
import { type CompactLedger, expandLedger } from '#benchmarks/protocol/compact-ledger.ts';
import { histogramViews } from '../catalog/cards.ts';
import { findCard } from '../catalog/suite-benchmarks.ts';
import type { Queryable } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { BENCHMARK_SCORE_COLUMNS, toBenchmarkScore } from '../scores/read-scores.ts';
import type { LedgerView, TrajectoriesView } from '../views/index.ts';
import { horizonTrajectories } from './horizons.ts';
import { ledgerViews } from './ledger.ts';
import { chartedWith } from './runs.ts';
import { listTrajectories } from './trajectories.ts';

/** Which metrics of a run: the benchmark's primary one, or all. */
export type MetricSet = 'primary' | 'all';

/** A run's metrics over the generations, with the controls that it is scored against; null where there is no such run. */
export async function getRunTrajectories(
  { prisma }: Database,
  id: string,
  benchmark: string,
  metrics: MetricSet,
): Promise<TrajectoriesView[] | null> {
  const found = await findCharted(prisma, id, benchmark);
  if (!found) return null;
  const { card, lines } = found;
  const ids = metrics === 'primary' ? [card.primary] : card.metrics.map((metric) => metric.id);
  return listTrajectories(prisma, card, ids, lines);
}

/** The score of a run, and of the controls that it is scored against, at every horizon; null where there is no such run. */
export async function getRunHorizons(
  { prisma }: Database,
  id: string,
  benchmark: string,
): Promise<TrajectoriesView | null> {
  const found = await findCharted(prisma, id, benchmark);
  if (!found) return null;
  const { card, lines, controls } = found;
  return horizonTrajectories(
    prisma,
    card,
    lines.map((line) => ({ ...line, controls })),
  );
}

/** A run's ledger by generation, averaged over seeds; null where there is no such run. */
export async function getRunLedger({ prisma }: Database, id: string, benchmark: string): Promise<LedgerView[] | null> {
  const found = await findRun(prisma, id, benchmark);
  if (!found) return null;
  const { ledger } = found.runs[0]?.ledger ?? { ledger: null };
  return ledger === null ? [] : ledgerViews(expandLedger(ledger as unknown as CompactLedger));
}

/** A run as its figures name it, with its benchmark; null where there is no such run. */
export async function getFiguredRun({ prisma }: Database, id: string, benchmark: string) {
  const found = await findRun(prisma, id, benchmark);
  const card = found && (await findCard(prisma, benchmark, found.runs[0]?.benchmarkVersion ?? 0));
  if (!found || !card) return null;
  return { submission: { id, spec: found.spec }, card, histograms: histogramViews(card) };
}

/** What the charts of a run draw. */
async function findCharted(client: Queryable, id: string, benchmark: string) {
  const found = await findRun(client, id, benchmark);
  const card = found && (await findCard(client, benchmark, found.runs[0]?.benchmarkVersion ?? 0));
  if (!card) return null;
  const score = await client.benchmarkScore.findUnique({
    where: { submissionId_benchmarkId: { submissionId: id, benchmarkId: benchmark } },
    select: BENCHMARK_SCORE_COLUMNS,
  });
  const { controls } = score ? toBenchmarkScore(score) : { controls: null };
  return { card, controls, lines: chartedWith({ id, spec: found.spec, role: roleOf(found) }, controls) };
}

async function findRun(client: Queryable, id: string, benchmark: string) {
  const found = await client.submission.findUnique({
    where: { id },
    select: {
      spec: true,
      label: true,
      official: true,
      runs: {
        where: { benchmarkId: benchmark },
        select: { benchmarkVersion: true, ledger: { select: { ledger: true } } },
      },
    },
  });
  return found && found.runs.length > 0 ? found : null;
}
