/** What the database itself refuses, so that no bug above it can store it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../benchmarks/protocol/digest.ts';
import { getDataVersion } from '../../leaderboard/db/data-version.ts';
import { type Database, openDatabase } from '../../leaderboard/db/database.ts';
import { type ScoreRow, saveScores } from '../../leaderboard/db/exact-numbers.ts';
import type { PrismaClient } from '../../leaderboard/generated/client.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { freshDigest, insertCatalog, runRow, snapshotRow, submissionRow } from '../support/rows.ts';
import { createEmptyDatabase, KINDS } from './kinds.ts';

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;
  let prisma: PrismaClient;
  let submissionId: string;
  let runId: number;

  beforeAll(async () => {
    empty = await createEmptyDatabase(kind);
    database = await openDatabase(empty.location);
    prisma = database.prisma;
    await insertCatalog(prisma);
    submissionId = (await prisma.submission.create({ data: submissionRow() })).id;
    runId = (await prisma.run.create({ data: runRow(submissionId) })).id;
  });
  afterAll(async () => {
    await database?.close();
    await empty?.remove();
  });

  const score = (changes: Partial<ScoreRow> = {}): ScoreRow => ({
    submissionId,
    scope: 'suite/0.1',
    status: 'scored',
    value: 50,
    low: 40,
    high: 60,
    intervalKind: 'bootstrap',
    rankLow: 1,
    rankHigh: 2,
    facets: {},
    scoringVersion: 1,
    ...changes,
  });
  const refuses = async (promise: Promise<unknown>, constraint: string): Promise<void> => {
    const error: unknown = await promise.then(
      () => new Error('nothing was refused'),
      (reason: unknown) => reason,
    );
    expect(String((error as Error).message)).toContain(constraint);
  };

  describe.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
  ])('%s', (literal) => {
    it.each(['value', 'low', 'high'])('is refused in scores.%s', async (column) => {
      await saveScores(prisma, [score()]);
      await refuses(
        prisma.$transaction(async (tx) => {
          // Other checks refuse some of these too, and which one speaks first is PostgreSQL's choice. Rolled back.
          await tx.$executeRaw`ALTER TABLE scores DROP CONSTRAINT scores_interval_check`;
          await tx.$executeRawUnsafe(`UPDATE scores SET "${column}" = '${literal}'`);
        }),
        `scores_${column}_check`,
      );
      expect(await prisma.score.findFirst()).toMatchObject({ value: 50, low: 40, high: 60 });
    });

    it.each([0, 1, 2])('is refused as element %i of trajectories.values', async (position) => {
      const values = ['1', '2', '3'];
      values[position] = literal;
      await refuses(
        prisma.$executeRawUnsafe(
          `INSERT INTO trajectories (run_id, metric, lengths, missing, values) VALUES (${runId}, 'w2', '{3}', '{}', '{${values.join(',')}}')`,
        ),
        'trajectories_values_check',
      );
    });
  });

  it.each([
    ['a null element', `'{3}', '{}', '{1,NULL,3}'`, 'trajectories_values_check'],
    ['two dimensions', `'{2}', '{}', '{{1,2}}'`, 'trajectories_values_check'],
    ['fewer values than lengths', `'{2,2}', '{}', '{1,2,3}'`, 'trajectories_lengths_check'],
    ['more values than lengths', `'{2}', '{0}', '{1,2}'`, 'trajectories_lengths_check'],
    ['a negative length', `'{-1,3}', '{}', '{1,2}'`, 'trajectories_lengths_check'],
    ['no seed at all', `'{}', '{}', '{}'`, 'trajectories_lengths_check'],
    ['a missing position out of range', `'{3}', '{3}', '{1,2}'`, 'trajectories_missing_check'],
    ['a negative missing position', `'{3}', '{-1}', '{1,2}'`, 'trajectories_missing_check'],
  ])('refuses a trajectory with %s', async (_, arrays, constraint) => {
    await refuses(
      prisma.$executeRawUnsafe(
        `INSERT INTO trajectories (run_id, metric, lengths, missing, values) VALUES (${runId}, 'w2', ${arrays})`,
      ),
      constraint,
    );
  });

  it.each<[string, Partial<ScoreRow>, string]>([
    ['a value without being scored', { status: 'pending' }, 'scores_status_check'],
    [
      'no value though scored',
      { value: null, low: null, high: null, intervalKind: null, rankLow: null, rankHigh: null },
      'scores_status_check',
    ],
    ['low above high', { low: 61 }, 'scores_interval_check'],
    ['half an interval', { high: null }, 'scores_interval_check'],
    ['an interval of no kind', { intervalKind: null }, 'scores_interval_check'],
    ['rank 0', { rankLow: 0 }, 'scores_rank_check'],
    ['ranks in the wrong order', { rankLow: 3 }, 'scores_rank_check'],
    [
      'a rank without a value',
      { status: 'diverged', value: null, low: null, high: null, intervalKind: null },
      'scores_rank_check',
    ],
    ['an unknown scope', { scope: 'team/a' }, 'scores_scope_check'],
  ])('refuses a score with %s', async (_, changes, constraint) => {
    await refuses(saveScores(prisma, [score(changes)]), constraint);
  });

  it.each([
    ['attempts', { attempts: 0 }],
    ['bundle_digest', { bundleDigest: 'A'.repeat(64) }],
    ['paper_url', { paperUrl: 'javascript:alert(1)' }],
    ['code_url', { codeUrl: 'ftp://example.org' }],
    ['id', { id: '../../etc' }],
    ['authors', { authors: [] }],
    ['title', { title: '' }],
    ['created_at', { createdAt: new Date('1999-12-31') }],
    ['tombstone', { tombstone: 'withdrawn' as const, tombstonedAt: new Date() }],
    ['tombstone', { tombstoneReason: 'asked to' }],
    ['tombstone', { tombstone: 'superseded' as const, tombstoneReason: 'newer', tombstonedAt: new Date() }],
  ])('refuses a submission with a bad %s', async (column, changes) => {
    await refuses(prisma.submission.create({ data: submissionRow(changes) }), `submissions_${column}_check`);
  });

  it.each([
    ['seeds', { seeds: [1, 2] }],
    ['seeds', { seeds: [1, 2, -3] }],
    ['statuses', { statuses: [{ state: 'completed' }] }],
    ['counts', { divergedCount: 2, failedCount: 2 }],
    ['counts', { failedCount: -1 }],
    ['generations', { generations: 0 }],
    ['size', { size: 0 }],
    ['result_digest', { resultDigest: 'abc' }],
  ])('refuses a run with bad %s', async (column, changes) => {
    const other = await prisma.submission.create({ data: submissionRow() });
    await refuses(prisma.run.create({ data: runRow(other.id, changes) }), `runs_${column}_check`);
  });

  it('refuses bytes and contents that are not what their digest says', async () => {
    const bytes = new TextEncoder().encode('bundle');
    await refuses(
      prisma.packedBundle.create({ data: { submissionId, bytes, sha256: sha256('another') } }),
      'packed_bundles_sha256_check',
    );
    await refuses(
      prisma.snapshot.create({ data: snapshotRow('{"a":1}', { content: '{"a":2}' }) }),
      'snapshots_digest_check',
    );
    await refuses(
      prisma.snapshot.create({ data: snapshotRow('{"a":1}', { id: '2026-11-22-00000000' }) }),
      'snapshots_id_check',
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['path', { path: '' }],
    ['path', { path: '../token' }],
    ['path', { path: 'runs//gaussian.json' }],
    ['path', { path: '/etc/passwd' }],
    ['path', { path: 'a'.repeat(201) }],
    ['sha256', { sha256: 'abc' }],
    ['sha256', { sha256: 'A'.repeat(64) }],
    ['bytes', { bytes: -1 }],
  ])('refuses a file of a bundle with a bad %s: %j', async (column, changes) => {
    const { id } = await prisma.submission.create({ data: submissionRow() });
    await prisma.bundle.create({ data: { submissionId: id, sha256: freshDigest(), bytes: 1 } });
    const file = { submissionId: id, path: 'runs/gaussian.json', sha256: freshDigest(), bytes: 0, ...changes };
    await refuses(prisma.bundleFile.create({ data: file }), `bundle_files_${column}_check`);
  });

  it('refuses a bundle without bytes or a digest, and files of one that there is not', async () => {
    const { id } = await prisma.submission.create({ data: submissionRow() });
    const bundle = { submissionId: id, sha256: freshDigest(), bytes: 1 };
    await refuses(prisma.bundle.create({ data: { ...bundle, bytes: 0 } }), 'bundles_bytes_check');
    await refuses(prisma.bundle.create({ data: { ...bundle, sha256: '' } }), 'bundles_sha256_check');
    const file = { submissionId: id, path: 'submission.json', sha256: freshDigest(), bytes: 2 };
    await refuses(prisma.bundleFile.create({ data: file }), 'bundle_files_submission_id_fkey');
  });

  it.each(['bundles', 'bundle_files'])('append-only %s', async (table) => {
    const { id } = await prisma.submission.create({ data: submissionRow() });
    const file = { path: 'submission.json', sha256: freshDigest(), bytes: 2 };
    await prisma.bundle.create({
      data: { submissionId: id, sha256: freshDigest(), bytes: 1, files: { create: [file] } },
    });
    for (const [operation, statement] of [
      ['UPDATE', `UPDATE ${table} SET bytes = bytes`],
      ['DELETE', `DELETE FROM ${table}`],
      ['TRUNCATE', `TRUNCATE ${table} CASCADE`],
    ] as const)
      await refuses(prisma.$executeRawUnsafe(statement), `Table "${table}" is append-only: ${operation} is refused`);
    expect(await prisma.bundleFile.count({ where: { submissionId: id } })).toBe(1);
  });

  it('refuses infinite times and a second data version', async () => {
    await refuses(prisma.$executeRaw`UPDATE submissions SET created_at = 'infinity'`, 'submissions_created_at_check');
    await refuses(prisma.$executeRaw`INSERT INTO data_version (id, value) VALUES (2, 0)`, 'data_version_id_check');
  });

  it('refuses to remove what something else refers to', async () => {
    await refuses(prisma.submission.delete({ where: { id: submissionId } }), 'runs_submission_id_fkey');
    expect(await prisma.submission.count({ where: { id: submissionId } })).toBe(1);
  });

  it('refuses the same bundle twice', async () => {
    const bundleDigest = freshDigest();
    await prisma.submission.create({ data: submissionRow({ bundleDigest }) });
    const error: unknown = await prisma.submission
      .create({ data: submissionRow({ bundleDigest }) })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'P2002' });
  });

  describe.each(['snapshots', 'snapshot_dois', 'events', 'verifications', 'submission_senders'])(
    'append-only %s',
    (table) => {
      it.each([
        ['UPDATE', (name: string) => `UPDATE ${name} SET created_at = created_at`],
        ['DELETE', (name: string) => `DELETE FROM ${name}`],
        ['TRUNCATE', (name: string) => `TRUNCATE ${name} CASCADE`],
      ])('refuses %s and keeps its rows', async (operation, statement) => {
        await prisma.event.create({ data: { kind: 'test.done', data: {} } });
        const snapshot = snapshotRow(`{"table":"${table}","operation":"${operation}"}`);
        await prisma.snapshot.create({ data: snapshot });
        await prisma.snapshotDoi.create({ data: { snapshotId: snapshot.id, doi: `10.5281/${table}.${operation}` } });
        const { id: tokenId } = await prisma.token.create({
          data: { hash: freshDigest(), scope: 'submit', label: 'CI' },
        });
        await prisma.submissionSender.create({ data: { submissionId, tokenId } });
        await prisma.verification.create({ data: { submissionId, level: 'reported', outcome: 'passed', report: {} } });
        const rows = () => prisma.$queryRawUnsafe(`SELECT t::text FROM ${table} AS t ORDER BY created_at, t::text`);
        const before = await rows();
        await refuses(
          prisma.$executeRawUnsafe(statement(table)),
          `Table "${table}" is append-only: ${operation} is refused`,
        );
        expect(await rows()).toEqual(before);
        expect(before).not.toEqual([]);
      });
    },
  );

  describe('the data version', () => {
    const title = (text: string) => prisma.submission.update({ where: { id: submissionId }, data: { title: text } });

    it('is raised once by a transaction that changes something, however many statements it has', async () => {
      const before = await getDataVersion(prisma);
      await prisma.$transaction(async (tx) => {
        await tx.submission.create({ data: submissionRow() });
        await tx.submission.create({ data: submissionRow() });
        await saveScores(tx, [score({ scope: 'suite/0.1/text' })]);
      });
      expect(await getDataVersion(prisma)).toBe(before + 1);
      await title('Another');
      expect(await getDataVersion(prisma)).toBe(before + 2);
    });

    it('stays with a transaction that is rolled back, and is raised by the next one', async () => {
      const before = await getDataVersion(prisma);
      await expect(
        prisma.$transaction(async (tx) => {
          await tx.submission.create({ data: submissionRow() });
          expect(await getDataVersion(tx)).toBe(before + 1);
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
      expect(await getDataVersion(prisma)).toBe(before);
      await title('A third');
      expect(await getDataVersion(prisma)).toBe(before + 1);
    });

    it('is not raised by tokens, events and reads', async () => {
      const before = await getDataVersion(prisma);
      await prisma.token.create({ data: { hash: freshDigest(), scope: 'submit', label: 'CI' } });
      await prisma.event.create({ data: { kind: 'token.created', data: {} } });
      await prisma.submission.findMany();
      expect(await getDataVersion(prisma)).toBe(before);
    });

    it('counts every one of many writers at once', async () => {
      const before = await getDataVersion(prisma);
      await Promise.all(Array.from({ length: 12 }, () => prisma.submission.create({ data: submissionRow() })));
      expect(await getDataVersion(prisma)).toBe(before + 12);
    });
  });
});
