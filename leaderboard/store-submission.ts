/** Stores a checked bundle: everything or nothing, in the transaction that it is called in. */
import type { GoodReport } from '../benchmarks/bundle/check.ts';
import { sha256 } from '../benchmarks/protocol/digest.ts';
import type { RunRecord } from '../benchmarks/protocol/record.ts';
import { DIVISIONS, type Division } from '../benchmarks/protocol/regime.ts';
import { BENCHMARK_CARDS, benchmarkCardJson, getBenchmarkCard, getStrategyCard, strategyCardJson } from './cards.ts';
import { compactLedger } from './db/compact-ledger.ts';
import type { Queryable } from './db/data-version.ts';
import { insertTrajectories, type ScoreRow, saveScores } from './db/exact-numbers.ts';
import { setupDigest } from './db/setup-digest.ts';
import { type BenchmarkFacets, runFacets, runOutcome, SCORING_VERSION } from './facets.ts';
import type { Prisma } from './generated/client.ts';
import type { Bearer } from './tokens.ts';
import type { EntryLabel } from './views.ts';

/** Hex digits of the bundle's digest that name a submission. */
const ID_LENGTH = 16;

/** The same bundle has the same id, on every site. */
export function submissionId(bundleDigest: string): string {
  return bundleDigest.slice(0, ID_LENGTH);
}

/** Path of a submission's page. */
export function submissionPath(id: string): string {
  return `/submissions/${id}`;
}

/** Path from which its bundle can be downloaded. */
export function bundlePath(id: string): string {
  return `/api/v1/submissions/${id}/bundle`;
}

/** Until the site can recompute what it is sent, it vouches for what its own administrator sends. */
export function labelOf(bearer: Pick<Bearer, 'scope'>): EntryLabel {
  return bearer.scope === 'admin' ? 'baseline' : 'reported';
}

/** Inserts a submission with its runs, trajectories, ledgers and outcomes; its scores are pending afterwards. */
export async function insertSubmission(
  tx: Queryable,
  report: GoodReport,
  bytes: Uint8Array<ArrayBuffer>,
  bearer: Bearer,
): Promise<void> {
  const { submission, runs, bundleDigest } = report;
  const id = submissionId(bundleDigest);
  await insertCatalog(tx, submission.suite, runs);
  await tx.submission.create({
    data: {
      id,
      bundleDigest,
      suiteId: submission.suite,
      tier: submission.tier,
      title: submission.title,
      authors: submission.authors as Prisma.InputJsonValue,
      spec: submission.strategy.spec,
      family: submission.strategy.family,
      description: submission.strategy.description,
      paperUrl: submission.paper,
      codeUrl: submission.code,
      licence: submission.licence,
      externalInformation: submission.externalInformation,
      attempts: submission.attempts,
      official: runs.every((run) => run.official),
      division: widest(runs),
      label: labelOf(bearer),
      tokenId: bearer.id,
    },
    select: { id: true },
  });
  const parts = runs[0]?.strategy.parts ?? [];
  await tx.submissionPart.createMany({
    data: parts.map(({ id: strategyId, version, passed, resolved }, position) => ({
      submissionId: id,
      position,
      strategyId,
      strategyVersion: version,
      passed,
      resolved,
    })),
  });
  await tx.bundle.create({ data: { submissionId: id, bytes, sha256: sha256(bytes) }, select: { submissionId: true } });
  for (const run of runs) await insertRun(tx, id, run);
  await saveScores(
    tx,
    runs.map((run) => pendingScore(id, run)),
  );
  await tx.verification.create({
    data: {
      submissionId: id,
      level: 'reported',
      outcome: 'passed',
      report: { warnings: report.warnings as unknown as Prisma.InputJsonValue },
    },
    select: { id: true },
  });
  await tx.event.create({
    data: {
      kind: 'submission.created',
      subject: id,
      tokenId: bearer.id,
      data: { bundleDigest, label: labelOf(bearer) },
    },
    select: { id: true },
  });
}

/** Makes sure that the suite, its benchmarks and the strategies of these runs are there, with their cards. */
async function insertCatalog(tx: Queryable, suite: string, runs: readonly RunRecord[]): Promise<void> {
  await tx.suite.createMany({ data: [{ id: suite }], skipDuplicates: true });
  await tx.benchmark.createMany({
    data: BENCHMARK_CARDS.map((card) => ({
      id: card.id,
      version: card.version,
      card: benchmarkCardJson(card) as Prisma.InputJsonValue,
    })),
    skipDuplicates: true,
  });
  await tx.suiteBenchmark.createMany({
    data: BENCHMARK_CARDS.map(({ id, version }, position) => ({
      suiteId: suite,
      position,
      benchmarkId: id,
      benchmarkVersion: version,
    })),
    skipDuplicates: true,
  });
  const parts = runs.flatMap((run) => run.strategy.parts);
  await tx.strategy.createMany({
    data: parts.map(({ id, version }) => {
      const card = getStrategyCard(id);
      return {
        id,
        version,
        ...(card?.version === version ? { card: strategyCardJson(card) as Prisma.InputJsonValue } : {}),
      };
    }),
    skipDuplicates: true,
  });
}

async function insertRun(tx: Queryable, submission: string, record: RunRecord): Promise<void> {
  const { benchmark, statuses } = record;
  const count = (state: string): number => statuses.filter((status) => status.state === state).length;
  const { id } = await tx.run.create({
    data: {
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
    },
    select: { id: true },
  });
  await tx.runLedger.create({
    data: { runId: id, ledger: compactLedger(record.ledger) as unknown as Prisma.InputJsonValue },
    select: { runId: true },
  });
  await insertTrajectories(tx, id, record.trajectories);
}

function pendingScore(submission: string, record: RunRecord): ScoreRow {
  const card = getBenchmarkCard(record.benchmark.id);
  if (!card) throw new TypeError(`unreachable: the checker admitted benchmark ${record.benchmark.id}`);
  const facets: BenchmarkFacets = {
    outcome: runOutcome(record, card),
    run: runFacets(record, card),
    controls: null,
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

function widest(runs: readonly RunRecord[]): Division {
  const places = runs.map((run) => DIVISIONS.indexOf(run.division));
  return DIVISIONS[Math.max(...places)] ?? 'open';
}
