/** Rows for database tests: complete and valid, each field open to change. */
import { sha256 } from '../../benchmarks/protocol/digest.ts';
import type { LedgerEntry } from '../../benchmarks/protocol/ledger.ts';
import type { ScoreRow } from '../../leaderboard/db/exact-numbers.ts';
import type { Prisma, PrismaClient } from '../../leaderboard/generated/client.ts';

let count = 0;
/** A digest that no other row of this process has. */
export const freshDigest = (): string => sha256(`row ${process.pid} ${count++}`);

export function submissionRow(
  changes: Partial<Prisma.SubmissionUncheckedCreateInput> = {},
): Prisma.SubmissionUncheckedCreateInput {
  const bundleDigest = freshDigest();
  return {
    id: bundleDigest.slice(0, 16),
    bundleDigest,
    suiteId: '0.1',
    tier: 'quick',
    title: 'Keep a tenth of the real data',
    authors: [{ name: 'A. Researcher', affiliation: 'University' }],
    spec: 'retain:share=0.1',
    family: 'retain',
    description: 'First line\nsecond line: “quotes”, ελληνικά, 🐑',
    paperUrl: 'https://example.org/paper',
    codeUrl: null,
    licence: 'CC-BY-4.0',
    externalInformation: '',
    attempts: 3,
    official: true,
    division: 'retained',
    label: 'reported',
    ...changes,
  };
}

export function runRow(
  submissionId: string,
  changes: Partial<Prisma.RunUncheckedCreateInput> = {},
): Prisma.RunUncheckedCreateInput {
  return {
    submissionId,
    benchmarkId: 'gaussian',
    benchmarkVersion: 1,
    setupDigest: freshDigest(),
    official: true,
    params: { sampleSize: 100, dimension: 1, estimator: 'unbiased' },
    generations: 2,
    size: 100,
    division: 'retained',
    regime: {
      realData: 'retained',
      pool: 'replace',
      memory: 'last',
      provenance: 'blind',
      external: 'none',
      trainingSize: 'fixed',
    },
    seeds: [1, 2, 3],
    statuses: [
      { state: 'completed' },
      { state: 'diverged', generation: 2, reason: 'not finite' },
      { state: 'completed' },
    ],
    seedCount: 3,
    divergedCount: 1,
    failedCount: 0,
    truth: { 'w2-root': 0, 'tail-mass': 0.0026997960632601866 },
    engineId: 'pure-ts',
    engineVersion: '1',
    environment: { node: 'v20.20.2', platform: 'linux', cores: 2, commit: null, dirty: null },
    timings: { startedAt: '2026-11-22T21:00:00.000Z', durationMs: 12.5, seedDurationMs: [4, 4.5, 4] },
    resultDigest: freshDigest(),
    ...changes,
  };
}

export function ledgerEntry(generation: number, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    generation,
    realFresh: generation === 0 ? 100 : 0,
    realRetained: generation === 0 ? 0 : 10,
    synthetic: generation === 0 ? [] : [{ source: 'main', generation: generation - 1, count: 90 }],
    weightShare: generation === 0 ? 1 : 0.1,
    trainingSize: 100,
    poolSize: 100,
    sampled: generation === 0 ? 0 : 90,
    simulated: 0,
    verifierCalls: 0,
    teacherCalls: 0,
    epochs: 1,
    reads: generation === 0 ? [] : ['real-data'],
    ...changes,
  };
}

/** Stores the suite and the benchmark that the rows above refer to. */
export async function insertCatalog(prisma: PrismaClient): Promise<void> {
  await prisma.suite.create({ data: { id: '0.1' } });
  await prisma.benchmark.create({ data: { id: 'gaussian', version: 1, card: { name: 'Gaussian' } } });
  await prisma.suiteBenchmark.create({
    data: { suiteId: '0.1', position: 0, benchmarkId: 'gaussian', benchmarkVersion: 1 },
  });
}

export function snapshotRow(
  content: string,
  changes: Partial<Prisma.SnapshotUncheckedCreateInput> = {},
): Prisma.SnapshotUncheckedCreateInput {
  const digest = sha256(content);
  return { id: `2026-11-22-${digest.slice(0, 8)}`, digest, suiteId: '0.1', content, ...changes };
}

/** A run of a submission of its own; returns its id. */
export async function insertRun(client: PrismaClient): Promise<number> {
  const { id } = await client.submission.create({ data: submissionRow() });
  return (await client.run.create({ data: runRow(id) })).id;
}

/** A score with numbers that a careless write would round. */
export const scoreRow = (submissionId: string, changes: Partial<ScoreRow> = {}): ScoreRow => ({
  submissionId,
  scope: 'benchmark/gaussian',
  status: 'scored',
  value: 0.1 + 0.2,
  low: -1 / 3,
  high: 100 / 3,
  intervalKind: 'jackknife',
  rankLow: 1,
  rankHigh: 3,
  facets: { early: null, cost: 0.1 + 0.2 },
  scoringVersion: 1,
  ...changes,
});
