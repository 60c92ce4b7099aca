/** The thread of an embedded engine: this one goes on, nothing of values and errors is lost, and no end of it is silent. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { finished, startScript } from '../support/cli.ts';
import { createDataDir } from '../support/databases.ts';

describe('an embedded engine', () => {
  const place = createDataDir(inject('migratedTemplate'));
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase(place.location);
    await database.prisma.$executeRaw`CREATE TABLE "heaps" ("bytes" BYTEA)`;
    await database.prisma.$executeRaw`CREATE TABLE "names" ("name" TEXT UNIQUE DEFERRABLE INITIALLY DEFERRED)`;
  });
  afterAll(async () => {
    await database?.close();
    await place.remove();
  });

  it('works while this thread does other things', async () => {
    let isDone = false;
    const work = database.prisma.$queryRaw`SELECT sum(n)::float8 AS "sum" FROM generate_series(1, 3000000) AS n`.then(
      (rows) => {
        isDone = true;
        return rows;
      },
    );
    for (let turn = 0; turn < 10; turn++) await setImmediate();
    expect(isDone).toBe(false);
    expect(await work).toEqual([{ sum: 4_500_001_500_000 }]);
  });

  it.each([0, 1, 5000, 3_000_001])('keeps %i bytes as they are', async (size) => {
    const bytes = new Uint8Array(randomBytes(size));
    const [row] = await database.prisma.$queryRaw<{ bytes: Uint8Array }[]>`
      INSERT INTO "heaps" VALUES (${bytes}::bytea) RETURNING "bytes"`;
    expect(Buffer.compare(row?.bytes as Uint8Array, bytes)).toBe(0);
    expect(bytes.length).toBe(size);
  });

  it('tells of a COMMIT that fails, and goes on', async () => {
    const twice = database.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO "names" VALUES ('a')`;
      await tx.$executeRaw`INSERT INTO "names" VALUES ('a')`;
    });
    await expect(twice).rejects.toThrow(/duplicate key|Unique constraint/);
    expect(await database.prisma.$queryRaw`SELECT count(*)::int AS "n" FROM "names"`).toEqual([{ n: 0 }]);
  });

  it('closes while a transaction is open, which is undone', async () => {
    const other = createDataDir(inject('migratedTemplate'));
    const first = await openDatabase(other.location);
    const open = first.prisma.$transaction(async (tx) => {
      await tx.suite.create({ data: { id: '0.1' } });
      await first.close();
      await tx.suite.create({ data: { id: '0.2' } });
    });
    await expect(open).rejects.toThrow();
    const second = await openDatabase(other.location);
    expect(await second.prisma.suite.count()).toBe(0);
    await second.close();
    await other.remove();
  });
});

/** Of PostgreSQL's control file: after the system's identifier and two versions comes the state of the cluster. */
function isShutDown(dataDir: string): boolean {
  const file = path.join(dataDir, 'database', 'global', 'pg_control');
  return existsSync(file) && readFileSync(file).readInt32LE(16) === 1;
}

/** Whether the process gave the lock back. Where its thread may have written to its very end only that end frees it. */
function isReleased(dataDir: string): boolean {
  const folder = path.join(dataDir, 'database-lock');
  const [file = ''] = readdirSync(folder);
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')).released;
}

describe('a process that ends', () => {
  const start = (action: string, template?: string) => {
    const { dataDir, remove } = createDataDir(template);
    const child = startScript(['test/support/process.mjs', 'test/db/engine-process.ts', action, dataDir]);
    const suites = async (): Promise<number> => {
      const database = await openDatabase({ dataDir });
      const count = await database.prisma.suite.count();
      await database.close();
      await remove();
      return count;
    };
    return { child, end: finished(child), dataDir, remove, suites };
  };

  it('without having closed its database leaves one that is closed', async () => {
    const { end, dataDir, suites } = start('leave', inject('migratedTemplate'));
    expect(await end).toEqual({ code: 0, stdout: 'stored\n', stderr: '' });
    expect([isShutDown(dataDir), isReleased(dataDir)]).toEqual([true, true]);
    expect(await suites()).toBe(1);
  });

  it('because its engine hangs says so, and what was committed is there', async () => {
    const { end, dataDir, suites } = start('hang', inject('migratedTemplate'));
    const { code, stdout, stderr } = await end;
    expect([code, stdout]).toEqual([3, 'stored\n']);
    expect(stderr).toBe(
      `heirloom: The embedded database in ${path.join(dataDir, 'database')} can't go on: it has not answered for 2 seconds, although it has work. The process ends here; what was committed is there at the next start.\n`,
    );
    expect(isReleased(dataDir)).toBe(false);
    expect(await suites()).toBe(1);
  });

  it('goes on to its end when an engine that it ended still answers', async () => {
    const { end, remove } = start('late', inject('migratedTemplate'));
    expect(await end).toEqual({ code: 0, stdout: 'gone\n', stderr: '' });
    await remove();
  });

  it('at a signal waits no longer for an engine that hangs than it says', async () => {
    const { child, end, dataDir, suites } = start('term', inject('migratedTemplate'));
    child.stdout?.once('data', () => child.kill('SIGTERM'));
    expect(await end).toMatchObject({
      code: 143,
      stderr: expect.stringContaining(
        'the embedded database was not closed in order: it did not answer within 5 seconds',
      ),
    });
    expect(isReleased(dataDir)).toBe(false);
    expect(await suites()).toBe(1);
  });

  it('while it opens a database gives the directory back only where that is closed', async () => {
    const { end, dataDir, remove } = start('early');
    expect((await end).code).toBe(0);
    expect(isReleased(dataDir)).toBe(isShutDown(dataDir));
    await remove();
  });
});
