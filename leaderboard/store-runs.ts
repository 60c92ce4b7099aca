/** Stores run records: the run, its ledger, its trajectories, and what its scores are computed from. */
import type { RunRecord } from '../benchmarks/protocol/record.ts';
import { getBenchmarkCard } from './cards.ts';
import { compactLedger } from './db/compact-ledger.ts';
import type { Queryable } from './db/data-version.ts';
import { insertTrajectories, type ScoreRow, saveScores } from './db/exact-numbers.ts';
import { setupDigest } from './db/setup-digest.ts';
import { type BenchmarkFacets, runFacets, runOutcome, SCORING_VERSION } from './facets.ts';
import type { Prisma } from './generated/client.ts';

/** Inserts the runs of a submission; their scores are pending afterwards. */
export async function insertRuns(tx: Queryable, submission: string, records: readonly RunRecord[]): Promise<void> {
  const rows = await tx.run.createManyAndReturn({
    data: records.map((record) => runRow(submission, record)),
    select: { id: true, benchmarkId: true },
  });
  const idOf = new Map(rows.map(({ id, benchmarkId }) => [benchmarkId, id]));
  const stored = records.map((record) => ({ record, runId: idOf.get(record.benchmark.id) as number }));
  await tx.runLedger.createMany({
    data: stored.map(({ record, runId }) => ({
      runId,
      ledger: compactLedger(record.ledger) as unknown as Prisma.InputJsonValue,
    })),
  });
  for (const { record, runId } of stored) await insertTrajectories(tx, runId, record.trajectories);
  const scores = records.map((record) => pendingScore(submission, record));
  await saveScores(tx, scores);
}

function runRow(submission: string, record: RunRecord): Prisma.RunCreateManyInput {
  const { benchmark, statuses } = record;
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
    seeds: record.seeds,
    statuses,
    seedCount: record.seeds.length,
    divergedCount: count('diverged'),
    failedCount: count('failed'),
    truth: record.truth,
    engineId: record.engine.id,
    engineVersion: record.engine.version,
    environment: record.environment,
    timings: record.timings,
    resultDigest: record.resultDigest,
  };
}

function pendingScore(submission: string, record: RunRecord): ScoreRow {
  const card = getBenchmarkCard(record.benchmark.id);
  if (!card) throw new TypeError(`unreachable: the checker admitted benchmark ${record.benchmark.id}`);
  const facets: BenchmarkFacets = {
    outcome: runOutcome(record, card),
    run: runFacets(record, card),
    controls: null,
    source: null,
    lacking: null,
    fewSeeds: false,
    reason: '',
  };
  return {
    submissionId: submission,
    scope: `benchmark/${card.id}`,
    status: 'pending',
    value: null,
    low: null,
    high: null,
    intervalKind: null,
    rankLow: null,
    rankHigh: null,
    facets,
    scoringVersion: SCORING_VERSION,
  };
}
