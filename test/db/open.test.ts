/** Opening, closing and opening again; what a wrong DATABASE_URL or a damaged directory is answered with. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { getDataVersion } from '#leaderboard/db/data-version.ts';
import { openDatabase } from '#leaderboard/db/database.ts';
import { closeDatabase, getDatabase } from '#leaderboard/db/shared-database.ts';
import { createDataDir, type EmptyDatabase } from '../support/databases.ts';
import { insertCatalog, submissionRow } from '../support/rows.ts';
import { canMount, mountSmallDisk, WHY_SKIPPED } from '../support/small-disk.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function create(kind: (typeof KINDS)[number]): Promise<EmptyDatabase> {
  const empty = await createMigratedDatabase(kind);
  cleanups.push(empty.remove);
  return empty;
}

async function failure(promise: Promise<unknown>): Promise<HeirloomError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HeirloomError);
  return error as HeirloomError;
}

describe.each(KINDS)('%s', (kind) => {
  it('keeps its data and its data version when it is closed and opened again', async () => {
    const { location } = await create(kind);
    const row = submissionRow();
    const first = await openDatabase(location);
    expect(first.kind).toBe(kind);
    await insertCatalog(first.prisma);
    await first.prisma.submission.create({ data: row });
    const version = await getDataVersion(first.prisma);
    await first.close();

    const second = await openDatabase(location);
    expect(await second.prisma.submission.findUnique({ where: { id: row.id } })).toMatchObject(row);
    expect(await getDataVersion(second.prisma)).toBe(version);
    await second.close();
  });

  it('is opened once by getDatabase, from the environment, whatever copies of the module there are', async () => {
    const { location } = await create(kind);
    vi.stubEnv('DATABASE_URL', location.url ?? '');
    vi.stubEnv('HEIRLOOM_DATA', location.dataDir ?? '/nowhere/at/all');
    vi.resetModules();
    const copy = await import('#leaderboard/db/shared-database.ts');
    expect(copy.getDatabase).not.toBe(getDatabase);
    const [one, two] = await Promise.all([getDatabase(), copy.getDatabase()]);
    expect(two).toBe(one);
    expect(one.kind).toBe(kind);
    await closeDatabase();
    const again = await copy.getDatabase();
    expect(again).not.toBe(one);
    expect(await again.prisma.suite.count()).toBe(0);
  });
});

it('getDatabase tries again after a failure', async () => {
  const { location } = await create('embedded');
  const holder = await openDatabase(location);
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('HEIRLOOM_DATA', location.dataDir ?? '');
  expect((await failure(getDatabase())).code).toBe('locked');
  await holder.close();
  expect((await getDatabase()).kind).toBe('embedded');
});

it('creates the data directory, several levels deep', async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'heirloom-parent-'));
  cleanups.push(async () => rmSync(parent, { recursive: true }));
  const dataDir = path.join(parent, 'a', 'b');
  const database = await openDatabase({ dataDir });
  expect(await database.prisma.suite.count()).toBe(0);
  await database.close();
  expect(existsSync(path.join(dataDir, 'database', 'PG_VERSION'))).toBe(true);
  for (const directory of [dataDir, path.join(dataDir, 'database')])
    expect(statSync(directory).mode & 0o777).toBe(0o700);
});

it.skipIf(!canMount())(`does not begin on a full disk (${WHY_SKIPPED})`, async () => {
  const disk = mountSmallDisk(20_000_000);
  cleanups.push(async () => disk?.remove());
  const dataDir = path.join(disk?.folder ?? '', 'data');
  const error = await failure(openDatabase({ dataDir }));
  expect(error.code).toBe('input-output');
  expect(error.message).toMatch(
    /^The disk of .*data is full: \d\d MB are free, and the embedded database needs 64 MB to start\. Make room there/,
  );
  expect(existsSync(path.join(dataDir, 'database', 'PG_VERSION'))).toBe(false);
});

it('says so when the embedded files are of another version, and lets go of the directory', async () => {
  const { dataDir, remove } = createDataDir();
  cleanups.push(remove);
  mkdirSync(path.join(dataDir, 'database'));
  writeFileSync(path.join(dataDir, 'database', 'PG_VERSION'), '9.6\n');
  for (let attempt = 0; attempt < 2; attempt++) {
    const error = await failure(openDatabase({ dataDir }));
    expect(error.code).toBe('database');
    expect(error.message).toContain(path.join(dataDir, 'database'));
  }
});

describe('DATABASE_URL', () => {
  it.each([
    ['nonsense', "isn't a URL"],
    ['mysql://root:secret@localhost/x', 'begins with "mysql://"'],
    ['postgresql://root:secret@localhost:5432', 'names no database'],
    ['postgresql://root:secret@localhost/x?schema=app', 'schema "app"'],
  ])('%s is refused with the reason', async (url, reason) => {
    vi.stubEnv('DATABASE_URL', url);
    const error = await failure(openDatabase());
    expect(error.code).toBe('database');
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain('secret');
  });

  it('of a server that is not there, of a wrong password and of an unknown database', async () => {
    // A port that was free a moment ago.
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const real = new URL(inject('postgresUrl'));
    const wrongPassword = new URL(real);
    wrongPassword.password = 'secret';
    const unknown = new URL(real);
    unknown.pathname = '/unknown';
    for (const [url, reason] of [
      [`postgresql://postgres:secret@127.0.0.1:${port}/x`, 'ECONNREFUSED'],
      [wrongPassword.href, 'password authentication failed'],
      [unknown.href, 'database "unknown" does not exist'],
    ] as const) {
      const error = await failure(openDatabase({ url }));
      expect(error.code).toBe('database');
      expect(error.message).toContain(reason);
      expect(error.message).not.toContain('secret');
      expect(error.message).not.toContain(real.password);
    }
  });

  it('of a database in another encoding', async () => {
    const client = new pg.Client({ connectionString: inject('postgresUrl') });
    await client.connect();
    cleanups.push(() => client.end());
    const name = `heirloom_ascii_${process.pid}`;
    await client.query(`CREATE DATABASE ${name} ENCODING 'SQL_ASCII' TEMPLATE template0`);
    cleanups.push(() => client.query(`DROP DATABASE ${name}`));
    const url = new URL(inject('postgresUrl'));
    url.pathname = `/${name}`;
    expect((await failure(openDatabase({ url: url.href }))).message).toContain('encoding SQL_ASCII');
  });
});

it('is not opened, and its directory not made, while the site is being built', async () => {
  const data = path.join(mkdtempSync(path.join(tmpdir(), 'heirloom-build-')), 'data');
  cleanups.push(async () => rmSync(path.dirname(data), { recursive: true, force: true }));
  vi.stubEnv('HEIRLOOM_DATA', data);
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('NEXT_PHASE', 'phase-production-build');
  expect(getDatabase).toThrow('A page asked for the database while the site was being built');
  expect(existsSync(data)).toBe(false);
});
