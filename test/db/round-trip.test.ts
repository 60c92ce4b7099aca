import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompactLedger, compactLedger, expandLedger } from '#benchmarks/protocol/compact-ledger.ts';
import { canonicalJson, sha256 } from '#benchmarks/protocol/digest.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { insertTrajectories } from '#leaderboard/db/exact-numbers.ts';
import { saveBenchmarkScores } from '#leaderboard/db/save-scores.ts';
import type { PrismaClient } from '#leaderboard/generated/client.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import {
  benchmarkScoreRow,
  freshDigest,
  insertCatalog,
  insertRun,
  ledgerEntry,
  runRow,
  snapshotRow,
  submissionRow,
} from '../support/rows.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;
  let prisma: PrismaClient;

  beforeAll(async () => {
    empty = await createMigratedDatabase(kind);
    database = await openDatabase(empty.location);
    prisma = database.prisma;
    await insertCatalog(prisma);
  });
  afterAll(async () => {
    await database?.close();
    await empty?.remove();
  });

  it('suites with their benchmarks in order, and strategies', async () => {
    await prisma.benchmark.create({
      data: { id: 'regression', version: 2, card: { nested: { list: [1, 'a', null, true] } } },
    });
    await prisma.suiteBenchmark.create({
      data: { suiteId: '0.1', position: 1, benchmarkId: 'regression', benchmarkVersion: 2 },
    });
    await prisma.strategy.create({ data: { id: 'of-a-stranger', version: 1 } });
    const suite = await prisma.suite.findUniqueOrThrow({
      where: { id: '0.1' },
      select: {
        benchmarks: {
          orderBy: { position: 'asc' },
          select: { benchmark: { select: { id: true, version: true, card: true } } },
        },
      },
    });
    expect(suite.benchmarks.map(({ benchmark }) => benchmark)).toEqual([
      { id: 'gaussian', version: 1, card: { name: 'Gaussian' } },
      { id: 'regression', version: 2, card: { nested: { list: [1, 'a', null, true] } } },
    ]);
    expect(await prisma.strategy.findMany({ select: { id: true, card: true } })).toEqual([
      { id: 'of-a-stranger', card: null },
    ]);
  });

  it('a submission with its parts, its bundle and its run', async () => {
    const row = submissionRow({ createdAt: new Date('2026-11-22T23:59:59.987Z') });
    await prisma.strategy.create({ data: { id: 'retain', version: 1, card: { name: 'Retain' } } });
    const part = {
      position: 0,
      strategyId: 'retain',
      strategyVersion: 1,
      passed: { share: 0.1 },
      resolved: { share: 0.1, redraw: true },
    };
    await prisma.submission.create({ data: { ...row, parts: { create: [part] } } });
    const bundle = { sha256: freshDigest(), bytes: 100_000 };
    const file = { path: 'samples/gaussian/seed-1/gen-0.npy', sha256: freshDigest(), bytes: 0 };
    await prisma.bundle.create({ data: { submissionId: row.id, ...bundle, files: { create: [file] } } });
    const run = runRow(row.id);
    await prisma.run.create({ data: run });

    const stored = await prisma.submission.findUniqueOrThrow({
      where: { id: row.id },
      include: { parts: true, runs: true },
    });
    const { parts, runs, ...own } = stored;
    expect(own).toEqual({
      ...row,
      verification: 'reported',
      tokenId: null,
      tombstone: null,
      tombstoneReason: null,
      tombstonedAt: null,
      supersededById: null,
      objection: null,
      outside: false,
    });
    expect(parts).toEqual([{ submissionId: row.id, ...part }]);
    expect(runs).toEqual([{ id: expect.any(Number), trajectoryDigest: null, ...run }]);
    expect(await prisma.bundle.findUnique({ where: { submissionId: row.id }, include: { files: true } })).toEqual({
      submissionId: row.id,
      ...bundle,
      files: [{ submissionId: row.id, ...file }],
    });
  });

  it('times in UTC, whatever the zone of the server and of the session', async () => {
    const row = submissionRow();
    const before = Date.now();
    const { createdAt } = await prisma.submission.create({ data: row });
    expect(createdAt.getTime()).toBeGreaterThanOrEqual(before - 1);
    expect(createdAt.getTime()).toBeLessThanOrEqual(Date.now() + 1);
    const computedAt = new Date('2026-07-01T12:34:56.789Z');
    await saveBenchmarkScores(prisma, [benchmarkScoreRow(row.id)], computedAt);
    expect((await prisma.benchmarkScore.findFirstOrThrow({ where: { submissionId: row.id } })).computedAt).toEqual(
      computedAt,
    );
    const [raw] = await prisma.$queryRaw<
      { at: string }[]
    >`SELECT computed_at::text AS at FROM benchmark_scores WHERE submission_id = ${row.id}`;
    expect(raw?.at).toBe('2026-07-01 12:34:56.789');
  });

  it('a ledger, compacted', async () => {
    const runId = await insertRun(prisma);
    const ledger = Array.from({ length: 50 }, (_, seed) =>
      Array.from({ length: seed === 7 ? 3 : 21 }, (_, generation) =>
        ledgerEntry(generation, { epochs: seed % 2 === 0 ? 1 : 0.5 + seed }),
      ),
    );
    await prisma.runLedger.create({ data: { runId, ledger: { ...compactLedger(ledger) } as object } });
    const row = await prisma.runLedger.findUniqueOrThrow({ where: { runId } });
    const expanded = expandLedger(row.ledger as unknown as CompactLedger);
    expect(expanded).toEqual(ledger);
    expect(canonicalJson(expanded)).toBe(canonicalJson(ledger));
  });

  it('snapshots, byte for byte, in succession', async () => {
    const content = canonicalJson({ title: 'é\n"quoted" 🐑', values: [1e-7, 0.1, 1e21] });
    const first = snapshotRow(content);
    await prisma.snapshot.create({ data: first });
    const second = snapshotRow(`${content} `, { previousId: first.id });
    await prisma.snapshot.create({ data: second });
    const stored = await prisma.snapshot.findUniqueOrThrow({ where: { id: second.id }, include: { previous: true } });
    expect(stored.previous?.content).toBe(content);
    expect(sha256(stored.previous?.content ?? '')).toBe(first.digest);
  });

  it('tokens, events, verifications and tombstones', async () => {
    const hash = freshDigest();
    const token = await prisma.token.create({ data: { hash, scope: 'submit', label: 'laptop' } });
    const revokedAt = new Date('2026-12-01T00:00:00.000Z');
    await prisma.token.update({ where: { hash }, data: { revokedAt } });
    expect(await prisma.token.findUniqueOrThrow({ where: { hash } })).toEqual({
      id: token.id,
      hash,
      scope: 'submit',
      label: 'laptop',
      createdAt: token.createdAt,
      expiresAt: null,
      revokedAt,
    });

    const old = await prisma.submission.create({ data: submissionRow({ tokenId: token.id }) });
    const better = await prisma.submission.create({ data: submissionRow() });
    const tombstonedAt = new Date('2026-12-02T00:00:00.000Z');
    await prisma.submission.update({
      where: { id: old.id },
      data: {
        tombstone: 'superseded',
        tombstoneReason: 'A bug in the sampler',
        tombstonedAt,
        supersededById: better.id,
      },
    });
    const page = await prisma.submission.findUniqueOrThrow({
      where: { id: better.id },
      select: { supersedes: { select: { id: true, tombstone: true } } },
    });
    expect(page.supersedes).toEqual([{ id: old.id, tombstone: 'superseded' }]);

    const data = { from: 'listed', to: 'superseded', digits: 0.1 + 0.2 };
    const event = await prisma.event.create({
      data: { kind: 'submission.superseded', subject: old.id, tokenId: token.id, data },
    });
    expect(await prisma.event.findMany({ where: { subject: old.id } })).toEqual([
      {
        id: event.id,
        kind: 'submission.superseded',
        subject: old.id,
        tokenId: token.id,
        data,
        createdAt: event.createdAt,
      },
    ]);

    for (const outcome of ['flagged', 'failed'] as const) {
      await prisma.verification.create({
        data: { submissionId: old.id, level: 'reproduced', outcome, report: { outcome } },
      });
    }
    const history = await prisma.verification.findMany({ where: { submissionId: old.id }, orderBy: { id: 'asc' } });
    expect(history.map(({ level, outcome, report }) => ({ level, outcome, report }))).toEqual([
      { level: 'reproduced', outcome: 'flagged', report: { outcome: 'flagged' } },
      { level: 'reproduced', outcome: 'failed', report: { outcome: 'failed' } },
    ]);
  });

  it('leaves nothing behind when one part of an upload is refused', async () => {
    const row = submissionRow();
    await expect(
      prisma.$transaction(async (tx) => {
        await tx.submission.create({ data: row });
        const run = await tx.run.create({ data: runRow(row.id) });
        await insertTrajectories(tx, run.id, { kl: [[1, 2]] });
        await tx.bundle.create({ data: { submissionId: row.id, bytes: 0, sha256: freshDigest() } });
      }),
    ).rejects.toThrow('bundles_bytes_check');
    expect(await prisma.submission.count({ where: { id: row.id } })).toBe(0);
    expect(await prisma.run.count({ where: { submissionId: row.id } })).toBe(0);
  });
});
