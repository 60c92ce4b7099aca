/** Rows for database tests: complete and valid, each field open to change. */
import { sha256 } from '#benchmarks/protocol/digest.ts';
import type { LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import type { NamedRun } from '#leaderboard/db/save-results.ts';
import type { BenchmarkScoreRow, BoardScoreRow } from '#leaderboard/db/save-scores.ts';
import type { Prisma, PrismaClient } from '#leaderboard/generated/client.ts';
import type { RunResults } from '#leaderboard/scores/run-results.ts';

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

/** A benchmark's score with numbers that a careless write would round, measured by its own submission. */
export const benchmarkScoreRow = (
  submissionId: string,
  changes: Partial<BenchmarkScoreRow> = {},
): BenchmarkScoreRow => ({
  submissionId,
  benchmark: 'gaussian',
  status: 'scored',
  value: 0.1 + 0.2,
  low: -1 / 3,
  high: 100 / 3,
  controls: { replace: submissionId, oracle: submissionId },
  source: 'site',
  lacking: null,
  fewSeeds: false,
  reason: '',
  scoringVersion: 1,
  ...changes,
});

const COUNTED = { updates: 0.1 + 0.2, freshShown: 1 / 3, retainedShown: 2 / 3, densityCalls: 0.1 + 0.7 };

/** The same on a board, with a rank. */
export const boardScoreRow = (submissionId: string, changes: Partial<BoardScoreRow> = {}): BoardScoreRow => ({
  submissionId,
  board: 'suite/0.1',
  status: 'scored',
  value: 0.1 + 0.2,
  low: -1 / 3,
  high: 100 / 3,
  rank: { low: 1, high: 3, position: 2, of: 4, members: 'a'.repeat(64), flips: ['0123456789abcdef'] },
  official: true,
  division: 'retained',
  classes: { budget: '10', training: '1', calls: '0' },
  source: 'site',
  basis: 'gaussian=1,2/01234567',
  stage: 'full',
  iqm: 2 / 3,
  fewSeeds: false,
  lacking: [],
  cost: { realShare: 0.1, realFresh: 1 / 3, training: 1, sampled: 0.1 + 0.7, verifierCalls: 0, counted: COUNTED },
  scoringVersion: 1,
  ...changes,
});

/** What a board says of an entry without a score. */
export const NO_VALUE = { value: null, low: null, high: null, rank: null, iqm: null } as const;

/** Stores a run of four seeds of a submission of its own, and returns what its results are stored under. */
export async function insertNamedRun(client: PrismaClient): Promise<NamedRun> {
  const { id } = await client.submission.create({ data: submissionRow() });
  const seeds = [1, 2, 3, 4];
  const statuses = seeds.map(() => ({ state: 'completed' }));
  const data = runRow(id, { seeds, statuses, seedCount: 4, divergedCount: 0 });
  const { id: runId } = await client.run.create({ data });
  return { runId, spec: 'retain:share=0.1', benchmark: 'gaussian', metric: 'w2-root', seeds };
}

/** Results of a run of four seeds, with numbers that a careless write would round. */
export const results = (changes: Partial<RunResults> = {}): RunResults => ({
  outcome: {
    state: 'completed',
    averages: { full: [0.1 + 0.2, 1 / 3, -1e100, 5e-324], half: [1e100, Math.PI, 0, 2 ** 53 + 2] },
  },
  summary: {
    axes: [
      { metric: 'w2-root', axis: 'fidelity', value: 0.1 + 0.2, truth: 0 },
      { metric: 'variance-ratio', axis: 'diversity', value: null, truth: 1 },
      { metric: 'w2', axis: 'fidelity', value: 1e200, truth: null },
    ],
    early: { median: 2, share: 2 / 3, horizon: 2 },
    late: { median: null, share: 0, horizon: 2 },
    cost: { realShare: 0.1, realFresh: 1 / 3, training: 1, sampled: 0.1 + 0.7, verifierCalls: 0, counted: COUNTED },
  },
  use: {
    real: 10,
    freshDrawn: false,
    countShare: 0.1 + 0.2,
    weightShare: 1 / 3,
    fixedSize: true,
    sampled: 90,
    externalCalls: 0,
    verifierCalls: 0,
    simulated: 0,
    lookedBack: true,
    olderSamples: false,
    labels: false,
    uniformPool: true,
    second: {
      realShown: true,
      realUse: 0.1 + 0.2,
      densityCalls: 2 / 3,
      boundedUpdates: true,
      boundedPool: false,
      weightsAsCounts: true,
      trained: 100,
      realPart: 0.1 + 0.2,
      retainedShown: 2 / 3,
    },
  },
  ...changes,
});
