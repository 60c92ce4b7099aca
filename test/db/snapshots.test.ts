/** Snapshots on both kinds of database: of one moment, and never stored where their file would not verify. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundles } from '#leaderboard/intake/accept-bundle.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { createSnapshot } from '#leaderboard/snapshots/create.ts';
import { getSnapshotContent } from '#leaderboard/snapshots/read.ts';
import { tempFile } from '../support/archives.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { referenceBundle } from '../support/reference.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

const STRATEGIES = ['replace', 'oracle', 'retain', 'temperature'];

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    empty = await createMigratedDatabase(kind);
    database = await openDatabase(empty.location);
    const { id } = await database.prisma.token.create({
      data: { hash: '0'.repeat(64), scope: 'admin', label: 'test' },
      select: { id: true },
    });
    const accepted = await acceptBundles(
      database,
      STRATEGIES.map((spec) => tempFile(referenceBundle(spec))),
      { id, scope: 'admin' },
    );
    for (const [index, spec] of STRATEGIES.entries()) {
      const sent = accepted[index];
      if (sent?.status !== 'fulfilled') throw new Error(`${spec} was not accepted`, { cause: sent?.reason });
      ids.set(spec, sent.value.id);
    }
    await scoringDone();
  }, 300_000);
  afterAll(async () => {
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });

  const take = () => createSnapshot(database, { now: new Date('2026-11-29T12:00:00Z'), suite: '0.1' });

  it('an entry whose stored score is not what its results give is named, and nothing is stored', async () => {
    const id = ids.get('retain');
    const shift = (by: number) =>
      database.prisma
        .$executeRaw`UPDATE "benchmark_scores" SET "value" = "value" + ${by}::float8 WHERE "submission_id" = ${id} AND "benchmark_id" = 'gaussian'`;
    await shift(1);
    await expect(take()).rejects.toMatchObject({
      code: 'unverifiable',
      message: expect.stringContaining(`It is about retain (${id}, standard).`),
      problems: [{ path: expect.stringMatching(/^#\/boards\/0\/entries\/\d\/runs\/gaussian\/score\/value$/) }],
    });
    expect(await database.prisma.snapshot.count()).toBe(0);
    await shift(-1);
  });

  // An embedded database has one connection: nothing comes between there.
  it.runIf(kind === 'server')('what another process writes meanwhile is in none of its parts', async () => {
    const other = new pg.Client({ connectionString: empty.location.url });
    await other.connect();
    try {
      // The entries are listed before their runs are read.
      await other.query('BEGIN; LOCK TABLE "runs" IN ACCESS EXCLUSIVE MODE');
      const taking = take();
      const isWaiting = async (): Promise<boolean> => {
        const sql = `SELECT 1 FROM pg_locks WHERE relation = '"runs"'::regclass AND NOT granted`;
        return ((await other.query(sql)).rowCount ?? 0) > 0;
      };
      while (!(await isWaiting()));
      await other.query(
        `UPDATE "submissions" SET "tombstone" = 'withdrawn', "tombstone_reason" = 'A bug.', "tombstoned_at" = now() WHERE "id" = $1`,
        [ids.get('temperature')],
      );
      await other.query('COMMIT');
      const { id } = await taking;
      const { content } = (await getSnapshotContent(database, id)) as { content: string };
      const { boards, withdrawn } = JSON.parse(content) as Snapshot;
      expect(boards[0]?.entries.map(({ spec }) => spec).sort()).toEqual([...STRATEGIES].sort());
      expect(withdrawn).toEqual([]);
    } finally {
      await other.end();
    }
  });

  it('several at once give one', async () => {
    const before = await database.prisma.snapshot.count();
    const taken = await Promise.all([take(), take(), take()]);
    expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
    expect(taken.filter(({ created }) => created)).toHaveLength(1);
    expect(await database.prisma.snapshot.count()).toBe(before + 1);
  });
});
