/** Stores run records: the run, its ledger, its trajectories, and what its scores are computed from. */
import { trajectoryDigest } from '#benchmarks/board/trajectory-digest.ts';
import { requireBenchmark } from '#benchmarks/suite/catalog.ts';
import type { Queryable } from '../db/data-version.ts';
import { insertTrajectories } from '../db/exact-numbers.ts';
import { insertRunResults, type ResultRow } from '../db/save-results.ts';
import { setupDigest } from '../db/setup-digest.ts';
import type { Prisma } from '../generated/client.ts';
import type { KeptRun } from './kept-run.ts';

/**
 * Inserts the runs of a submission; they have no scores afterwards.
 * @throws check-failed naming the run where an average of its primary metric can't be stored
 */
export async function insertRuns(tx: Queryable, submission: string, runs: readonly KeptRun[]): Promise<void> {
  const rows = await tx.run.createManyAndReturn({
    data: runs.map(({ record }) => runRow(submission, record)),
    select: { id: true, benchmarkId: true },
  });
  const idOf = new Map(rows.map(({ id, benchmarkId }) => [benchmarkId, id]));
  const stored = runs.map((run) => ({ ...run, runId: idOf.get(run.record.benchmark.id) as number }));
  await tx.runLedger.createMany({
    data: stored.map(({ ledger, runId }) => ({ runId, ledger: ledger as unknown as Prisma.InputJsonValue })),
  });
  for (const { record, runId } of stored) await insertTrajectories(tx, runId, record.trajectories);
  await insertRunResults(
    tx,
    stored.map(({ runId, ...run }) => resultRow(run, runId)),
  );
}

function resultRow({ record, results }: KeptRun, runId: number): ResultRow {
  const { card } = requireBenchmark(record.benchmark);
  const { seeds } = record;
  const run = { runId, spec: record.strategy.spec, benchmark: card.id, metric: card.primary, seeds };
  return { run, results };
}

function runRow(submission: string, record: KeptRun['record']): Prisma.RunCreateManyInput {
  const { benchmark, statuses, seeds } = record;
  const { primary } = requireBenchmark(benchmark).card;
  const count = (state: string): number => statuses.filter((status) => status.state === state).length;
  return {
    submissionId: submission,
    benchmarkId: benchmark.id,
    benchmarkVersion: benchmark.version,
    setupDigest: setupDigest(record),
    official: record.official,
    params: benchmark.params,
    generations: benchmark.generations,
    size: benchmark.size,
    division: record.division,
    regime: record.regime,
    seeds,
    statuses,
    seedCount: seeds.length,
    divergedCount: count('diverged'),
    failedCount: count('failed'),
    truth: record.truth,
    engineId: record.engine.id,
    engineVersion: record.engine.version,
    environment: record.environment,
    timings: record.timings,
    resultDigest: record.resultDigest,
    trajectoryDigest: trajectoryDigest(seeds, record.trajectories[primary] ?? []),
  };
}
