/** What the database itself refuses, so that no bug above it can store it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { getDataVersion } from '#leaderboard/db/data-version.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { insertRunResults } from '#leaderboard/db/save-results.ts';
import {
  type BenchmarkScoreRow,
  type BoardScoreRow,
  saveBenchmarkScores,
  saveBoardScores,
} from '#leaderboard/db/save-scores.ts';
import type { PrismaClient } from '#leaderboard/generated/client.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import {
  benchmarkScoreRow,
  boardScoreRow,
  freshDigest,
  insertCatalog,
  insertNamedRun,
  NO_VALUE,
  results,
  runRow,
  snapshotRow,
  submissionRow,
} from '../support/rows.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

const COUNTED = ['updates', 'fresh_shown', 'retained_shown', 'density_calls'];
const COSTS = ['real_share', 'real_fresh', 'training', 'sampled', 'verifier_calls', ...COUNTED];
/** Every column of one double. */
const SCALARS = Object.entries({
  run_summaries: ['early_share', 'late_share', ...COSTS],
  run_axes: ['value', 'truth'],
  run_uses: [
    'real',
    'count_share',
    'weight_share',
    'sampled',
    'external_calls',
    'verifier_calls',
    'simulated',
    'real_use',
    'density_calls',
  ],
  benchmark_scores: ['value', 'low', 'high'],
  board_scores: ['value', 'low', 'high', 'iqm', ...COSTS],
}).flatMap(([table, columns]) => columns.map((column) => [table, column] as const));

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;
  let prisma: PrismaClient;
  let submissionId: string;
  let runId: number;

  beforeAll(async () => {
    empty = await createMigratedDatabase(kind);
    database = await openDatabase(empty.location);
    prisma = database.prisma;
    await insertCatalog(prisma);
    submissionId = (await prisma.submission.create({ data: submissionRow() })).id;
    runId = (await prisma.run.create({ data: runRow(submissionId) })).id;
    await insertRunResults(prisma, [{ run: await insertNamedRun(prisma), results: results() }]);
    await benchmarkScore();
    await boardScore();
  });
  afterAll(async () => {
    await database?.close();
    await empty?.remove();
  });

  const benchmarkScore = (changes: Partial<BenchmarkScoreRow> = {}) =>
    saveBenchmarkScores(prisma, [benchmarkScoreRow(submissionId, changes)]);
  const boardScore = (changes: Partial<BoardScoreRow> = {}) =>
    saveBoardScores(prisma, [boardScoreRow(submissionId, changes)]);
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
    it.each(SCALARS)('is refused in %s.%s', async (table, column) => {
      await refuses(
        prisma.$transaction(async (tx) => {
          // Other checks refuse some of these too, and which one speaks first is PostgreSQL's choice. Rolled back.
          if (table.endsWith('_scores'))
            for (const other of ['interval', 'status'])
              await tx.$executeRawUnsafe(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_${other}_check`);
          await tx.$executeRawUnsafe(`UPDATE ${table} SET "${column}" = '${literal}'`);
        }),
        `${table}_${column}_check`,
      );
    });

    it.each(['full', 'half'])('is refused as an average over the %s horizon', async (horizon) => {
      await refuses(
        prisma.$executeRawUnsafe(`UPDATE run_outcomes SET ${horizon}_averages = '{1,2,${literal},4}'`),
        `run_outcomes_${horizon}_averages_check`,
      );
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

  it.each([
    ['1e308', `full_averages = '{1,2,1e308,4}'`, 'full_averages'],
    ['-1.1e100', `half_averages = '{1,2,3,-1.1e100}'`, 'half_averages'],
    ['no value', `full_averages = '{1,NULL,3,4}'`, 'full_averages'],
    ['no value at half', `half_averages = '{NULL,2,3,4}'`, 'half_averages'],
    ['two dimensions', `full_averages = '{{1,2},{3,4}}'`, 'full_averages'],
    ['two dimensions at half', `half_averages = '{{1,2},{3,4}}'`, 'half_averages'],
    ['fewer averages than seeds', `full_averages = '{1,2,3}', half_averages = '{1,2,3}'`, 'length'],
    ['fewer averages at half', `half_averages = '{1,2,3}'`, 'length'],
    ['averages though it diverged', `state = 'diverged', stopped = 1`, 'length'],
    ['stopped seeds though it completed', `stopped = 1`, 'stopped'],
    [
      'more stopped seeds than there are',
      `state = 'failed', stopped = 5, full_averages = '{}', half_averages = '{}'`,
      'stopped',
    ],
    ['no number of stopped seeds', `state = 'failed', full_averages = '{}', half_averages = '{}'`, 'stopped'],
  ])('refuses an outcome with %s', async (_, change, constraint) => {
    await refuses(prisma.$executeRawUnsafe(`UPDATE run_outcomes SET ${change}`), `run_outcomes_${constraint}_check`);
  });

  it('refuses an outcome of more seeds than the run has', async () => {
    await refuses(
      prisma.$executeRaw`UPDATE run_outcomes SET seed_count = 3, full_averages = '{1,2,3}', half_averages = '{1,2,3}'`,
      'run_outcomes_run_id_seed_count_fkey',
    );
  });

  it.each([
    ['run_summaries', 'early_median', '0'],
    ['run_summaries', 'late_median', '-1'],
    ['run_summaries', 'early_share', '1.1'],
    ['run_summaries', 'late_share', '-0.1'],
    ['run_summaries', 'sampled', '-1'],
    ['run_axes', 'position', '-1'],
    ['run_axes', 'metric', `'W 2'`],
    ['run_uses', 'simulated', '-1'],
  ])('refuses %s with a bad %s', async (table, column, value) => {
    const row = table === 'run_axes' ? ' WHERE position = 0' : '';
    await refuses(
      prisma.$executeRawUnsafe(`UPDATE ${table} SET ${column} = ${value}${row}`),
      `${table}_${column}_check`,
    );
  });

  it.each<[string, Partial<BenchmarkScoreRow>, string]>([
    ['a value without being scored', { status: 'pending' }, 'status'],
    ['no value though scored', { value: null, low: null, high: null }, 'status'],
    ['low above high', { low: 61 }, 'interval'],
    ['half an interval', { high: null }, 'interval'],
    ['an interval without a value', { status: 'diverged', value: null, reason: '1 of 4' }, 'interval'],
    ['controls of nobody', { source: null }, 'controls'],
    ['somebody’s controls that are not there', { controls: null }, 'controls'],
    ['a score without controls', { controls: null, source: null }, 'controls'],
    ['controls that it lacks', { lacking: { site: [{ control: 'replace', why: 'absent' }], own: null } }, 'lacks'],
    ['a reason though scored', { reason: 'it was not run' }, 'reason'],
    ['a benchmark of no name', { benchmark: 'Text 1' }, 'benchmark_id'],
    ['version 0', { scoringVersion: 0 }, 'scoring_version'],
  ])('refuses a benchmark’s score with %s', async (_, changes, constraint) => {
    await refuses(benchmarkScore(changes), `benchmark_scores_${constraint}_check`);
  });

  it('refuses a benchmark’s score without a value or a reason', async () => {
    const nothing = { status: 'diverged', value: null, low: null, high: null } as const;
    await refuses(benchmarkScore(nothing), 'benchmark_scores_reason_check');
    const own = { ...nothing, controls: null, source: null, reason: 'no controls' };
    const lacking = { site: [], own: [{ control: 'oracle', why: 'seeds' }] } as const;
    await refuses(benchmarkScore({ ...own, lacking }), 'benchmark_scores_lacks_check');
    await refuses(
      benchmarkScore({ controls: { replace: 'nobody', oracle: submissionId } }),
      'benchmark_scores_replace_id_fkey',
    );
  });

  const rank = { low: 1, high: 3, position: 2, of: 4, members: 'a'.repeat(64), flips: [] };
  it.each<[string, Partial<BoardScoreRow>, string]>([
    ['a value without being scored', { status: 'pending' }, 'status'],
    ['no value though scored', NO_VALUE, 'status'],
    ['a status that no board has', { ...NO_VALUE, status: 'diverged' }, 'status'],
    ['low above high', { low: 61 }, 'interval'],
    ['half an interval', { high: null }, 'interval'],
    ['an interval that is still to come', { stage: 'quick' }, 'interval'],
    ['rank 0', { rank: { ...rank, low: 0 } }, 'rank'],
    ['ranks in the wrong order', { rank: { ...rank, low: 4 } }, 'rank'],
    ['a rank beyond the last', { rank: { ...rank, high: 5 } }, 'rank'],
    ['a place beyond the last', { rank: { ...rank, position: 5 } }, 'rank'],
    ['a rank without a value', { ...NO_VALUE, status: 'incomplete', rank }, 'rank'],
    ['a digest of nothing', { rank: { ...rank, members: 'abc' } }, 'members_digest'],
    ['a mean without a value', { ...NO_VALUE, status: 'incomplete', iqm: 1 }, 'iqm'],
    ['an unknown board', { board: 'team/a' }, 'board'],
    ['version 0', { scoringVersion: 0 }, 'scoring_version'],
  ])('refuses a board’s score with %s', async (_, changes, constraint) => {
    await refuses(boardScore(changes), `board_scores_${constraint}_check`);
  });

  it.each([
    ['half a rank', 'rank_of = NULL', 'rank'],
    [
      'flips of no rank',
      'rank_low = NULL, rank_high = NULL, rank_position = NULL, rank_of = NULL, members_digest = NULL',
      'flips',
    ],
    ['a flip of nobody', `flips = '{NULL}'`, 'flips'],
    ['a benchmark of no name among the lacking', `lacking = '{NULL}'`, 'lacking'],
    ['two dimensions of flips', `flips = '{{a},{b}}'`, 'flips'],
    ['two dimensions of the lacking', `lacking = '{{a},{b}}'`, 'lacking'],
    ['a time long past', `computed_at = '1999-01-01'`, 'computed_at'],
  ])('refuses a board’s score with %s', async (_, change, constraint) => {
    await refuses(prisma.$executeRawUnsafe(`UPDATE board_scores SET ${change}`), `board_scores_${constraint}_check`);
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
    ['path', { path: 'strategy/NOTES.md' }],
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
        await saveBoardScores(tx, [boardScoreRow(submissionId, { board: 'suite/0.1/text' })]);
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

    it('is raised by events, which pages show, and not by tokens and reads', async () => {
      const before = await getDataVersion(prisma);
      await prisma.token.create({ data: { hash: freshDigest(), scope: 'submit', label: 'CI' } });
      await prisma.submission.findMany();
      expect(await getDataVersion(prisma)).toBe(before);
      await prisma.event.create({ data: { kind: 'token.created', data: {} } });
      expect(await getDataVersion(prisma)).toBe(before + 1);
    });

    it('counts every one of many writers at once', async () => {
      const before = await getDataVersion(prisma);
      await Promise.all(Array.from({ length: 12 }, () => prisma.submission.create({ data: submissionRow() })));
      expect(await getDataVersion(prisma)).toBe(before + 12);
    });
  });
});
