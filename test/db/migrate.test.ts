/** Migrations: idempotent, safe from two connections at once, refused where the history isn't ours, and Prisma's own format. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { embeddedSession, openDatabase } from '#leaderboard/db/database.ts';
import { migrate, type Session } from '#leaderboard/db/migrate.ts';
import { loadMigrations, type Migration } from '#leaderboard/db/migrations.ts';
import { serverSession } from '#leaderboard/db/open-server.ts';
import { createDataDir, createServerDatabase } from '../support/databases.ts';
import { createSchemaEngine, wholeScriptAdapter } from '../support/schema-engine.ts';
import { createEmptyDatabase, KINDS } from './kinds.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  cleanups.push(() => client.end());
  return client;
}

/** A session on an empty database of that kind. */
async function emptySession(kind: (typeof KINDS)[number]): Promise<Session> {
  if (kind === 'server') {
    const database = await createServerDatabase(inject('postgresUrl'));
    cleanups.push(database.remove);
    return serverSession(await connect(database.url));
  }
  const directory = createDataDir(inject('embeddedTemplate'));
  cleanups.push(directory.remove);
  const engine = await PGlite.create({ dataDir: path.join(directory.dataDir, 'database') });
  cleanups.push(() => engine.close());
  return embeddedSession(engine);
}

const migration = (name: string, sql: string): Migration => ({ name, sql, checksum: sha256(sql) });

async function failure(promise: Promise<unknown>): Promise<HeirloomError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HeirloomError);
  return error as HeirloomError;
}

describe.each(KINDS)('%s', (kind) => {
  it('applies every migration once and records it as Prisma does', async () => {
    const session = await emptySession(kind);
    const all = await loadMigrations();
    expect(await migrate(session)).toEqual(all.map(({ name }) => name));
    expect(await migrate(session)).toEqual([]);
    const rows = await session.query('SELECT * FROM "_prisma_migrations" ORDER BY migration_name');
    expect(rows).toHaveLength(all.length);
    for (const [i, row] of rows.entries()) {
      expect(row).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        migration_name: all[i]?.name,
        checksum: sha256(readFileSync(`prisma/migrations/${all[i]?.name}/migration.sql`)),
        logs: null,
        rolled_back_at: null,
        applied_steps_count: 1,
      });
      expect((row.finished_at as Date) >= (row.started_at as Date)).toBe(true);
      expect(Math.abs(Date.now() - (row.finished_at as Date).getTime())).toBeLessThan(60_000);
    }
  });

  it('applies what is pending and keeps what is there', async () => {
    const session = await emptySession(kind);
    const first = migration('20260101000000_first', 'CREATE TABLE "a" ("x" INTEGER); INSERT INTO "a" VALUES (1);');
    const second = migration('20260102000000_second', 'ALTER TABLE "a" ADD COLUMN "y" INTEGER DEFAULT 2;');
    await migrate(session, [first]);
    expect(await migrate(session, [first, second])).toEqual([second.name]);
    expect(await session.query('SELECT * FROM "a"')).toEqual([{ x: 1, y: 2 }]);
  });

  it('takes whoever sent a bundle first for its sender, where only that was kept', async () => {
    const session = await emptySession(kind);
    const all = await loadMigrations();
    const before = all.findIndex(({ name }) => name.endsWith('_submission_senders'));
    await migrate(session, all.slice(0, before));
    const digest = sha256('a bundle');
    await session.script(`
      INSERT INTO "suites" ("id") VALUES ('0.1');
      INSERT INTO "tokens" ("hash", "scope", "label") VALUES ('${sha256('token')}', 'submit', 'CI');
      INSERT INTO "submissions" ("id", "bundle_digest", "suite_id", "tier", "title", "authors", "spec", "family", "description",
        "licence", "external_information", "attempts", "official", "division", "label", "token_id", "created_at")
      VALUES ('${digest.slice(0, 16)}', '${digest}', '0.1', 'quick', 'A test', '[{"name": "Ada Lovelace"}]', 'replace', 'replace', '',
        'CC0-1.0', '', 1, true, 'closed', 'reported', 1, '2026-11-22 21:00:00');`);
    await migrate(session, all);
    expect(
      await session.query('SELECT "submission_id", "token_id", "created_at"::text FROM "submission_senders"'),
    ).toEqual([{ submission_id: digest.slice(0, 16), token_id: 1, created_at: '2026-11-22 21:00:00' }]);
  });

  it('rolls a failing migration back, whole, and takes it up again once it is repaired', async () => {
    const session = await emptySession(kind);
    const error = await failure(migrate(session, [migration('1_bad', 'CREATE TABLE "a" ("x" INTEGER); SELECT 1/0;')]));
    expect(error.code).toBe('database');
    expect(error.message).toMatch(/"1_bad" failed and was rolled back: division by zero/);
    expect(await session.query('SELECT * FROM "_prisma_migrations"')).toEqual([]);
    expect(await session.query(`SELECT 1 FROM pg_tables WHERE tablename = 'a'`)).toEqual([]);
    expect(await migrate(session, [migration('1_bad', 'CREATE TABLE "a" ("x" INTEGER);')])).toEqual(['1_bad']);
  });
});

/** What is read of the history and refused, in SQL of both: a server's empty database is made in no time. */
describe('a database whose history is another', () => {
  const kind = 'server';

  it('is refused with a migration that is not known', async () => {
    const session = await emptySession(kind);
    const known = migration('20260101000000_known', 'SELECT 1;');
    await migrate(session, [known, migration('20990101000000_future', 'SELECT 2;')]);
    const error = await failure(migrate(session, [known]));
    expect(error.code).toBe('database');
    expect(error.message).toContain('"20990101000000_future"');
    expect(error.message).toContain('Update the checkout');
  });

  it('is refused where a migration was altered since', async () => {
    const session = await emptySession(kind);
    await migrate(session, [migration('1_same', 'SELECT 1;')]);
    const error = await failure(migrate(session, [migration('1_same', 'SELECT 1; ')]));
    expect(error.message).toMatch(/"1_same" was applied as .* must not change\. Restore the file/);
  });

  it('is refused where a migration of Prisma has failed, and goes on when it is marked as rolled back', async () => {
    const session = await emptySession(kind);
    const one = migration('1_one', 'CREATE TABLE "a" ("x" INTEGER);');
    await migrate(session, []);
    await session.query(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ('x', $1, '1_one')`, [
      one.checksum,
    ]);
    expect((await failure(migrate(session, [one]))).message).toContain('prisma migrate resolve');
    await session.query('UPDATE "_prisma_migrations" SET rolled_back_at = now()');
    expect(await migrate(session, [one])).toEqual(['1_one']);
  });

  it('is refused where it holds something else', async () => {
    const session = await emptySession(kind);
    await session.script('CREATE TABLE "customers" ("id" INTEGER)');
    expect((await failure(migrate(session))).message).toContain('customers');
  });
});

describe('on a server', () => {
  it('lets two connections migrate at once: one applies, the other finds it done', async () => {
    const database = await createServerDatabase(inject('postgresUrl'));
    cleanups.push(database.remove);
    const sessions = await Promise.all([1, 2, 3].map(async () => serverSession(await connect(database.url))));
    const applied = await Promise.all(sessions.map((session) => migrate(session)));
    expect(applied.flat()).toEqual((await loadMigrations()).map(({ name }) => name));
  });

  it('waits while Prisma holds its migration lock', async () => {
    const database = await createServerDatabase(inject('postgresUrl'));
    cleanups.push(database.remove);
    const prisma = await connect(database.url);
    const session = serverSession(await connect(database.url));
    await prisma.query('SELECT pg_advisory_lock(72707369)');
    const order: string[] = [];
    const migrating = migrate(session).then(() => order.push('migrated'));
    // The other session is seen waiting before the lock is let go.
    for (let waiting = 0; waiting === 0; ) {
      const { rows } = await prisma.query(
        `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
      );
      waiting = rows[0].n;
    }
    order.push('released');
    await prisma.query('SELECT pg_advisory_unlock(72707369)');
    await migrating;
    expect(order).toEqual(['released', 'migrated']);
  });

  it('is interchangeable with `prisma migrate deploy`, either way', async () => {
    const schema = readFileSync('prisma/schema.prisma', 'utf8');
    const all = await loadMigrations();
    const names = all.map(({ name }) => name);
    const columns = `SELECT column_name, data_type, character_maximum_length, is_nullable, column_default
      FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`;

    const ours = await createServerDatabase(inject('postgresUrl'));
    cleanups.push(ours.remove);
    const ourSession = serverSession(await connect(ours.url));
    await migrate(ourSession);
    const onOurs = await createSchemaEngine(wholeScriptAdapter(ours.url), schema);
    expect(await onOurs.deploy(all)).toEqual([]);
    expect(await onOurs.diagnose(all)).toEqual({
      history: null,
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
    });

    const theirs = await createServerDatabase(inject('postgresUrl'));
    cleanups.push(theirs.remove);
    const onTheirs = await createSchemaEngine(wholeScriptAdapter(theirs.url), schema);
    expect(await onTheirs.deploy(all)).toEqual(names);
    const theirSession = serverSession(await connect(theirs.url));
    expect(await migrate(theirSession)).toEqual([]);
    expect(await ourSession.query(columns)).toEqual(await theirSession.query(columns));
    const recorded =
      'SELECT migration_name, checksum, logs, applied_steps_count, rolled_back_at FROM "_prisma_migrations" ORDER BY migration_name';
    expect(await ourSession.query(recorded)).toEqual(await theirSession.query(recorded));
  });
});

it.each(KINDS)(
  'openDatabase twice at once on an empty database (%s) ends with a schema or a clear refusal',
  async (kind) => {
    const empty = await createEmptyDatabase(kind);
    cleanups.push(empty.remove);
    const results = await Promise.allSettled([openDatabase(empty.location), openDatabase(empty.location)]);
    const opened = results.filter((result) => result.status === 'fulfilled').map((result) => result.value);
    expect(opened).toHaveLength(kind === 'server' ? 2 : 1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'locked' });
    }
    for (const database of opened) {
      expect(await database.prisma.submission.count()).toBe(0);
      await database.close();
    }
  },
);
