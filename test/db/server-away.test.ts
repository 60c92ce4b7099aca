/** Statements under way on a server that goes away without a word fail as that, and soon; a slow one is waited for. */
import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { afterEach, expect, inject, it, vi } from 'vitest';
import { openDatabase } from '#leaderboard/db/database.ts';
import { isUnavailable } from '#leaderboard/db/unavailable.ts';
import { openWatchedPool } from '#leaderboard/db/watched-pool.ts';
import { createServerDatabase } from '../support/databases.ts';
import { type FlakyProxy, startFlakyProxy } from '../support/flaky-proxy.ts';
import { insertCatalog } from '../support/rows.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** An empty database, and a way to it that can be blocked. */
async function create(): Promise<{ readonly proxy: FlakyProxy; readonly url: string; readonly dataDir: string }> {
  const { url, location, remove } = await createServerDatabase(inject('postgresUrl'));
  const proxy = await startFlakyProxy(url);
  cleanups.push(remove, proxy.close);
  return { proxy, url, dataDir: location.dataDir as string };
}

/** Far less than a statement may take (session-settings.ts). */
const SOON = { timeout: 60_000 };

it(
  'a statement, one of a transaction and the wait for a connection; afterwards all connections are free',
  SOON,
  async () => {
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const { proxy, dataDir } = await create();
    const database = await openDatabase({ url: proxy.url, dataDir });
    cleanups.push(database.close);
    const { prisma } = database;
    await insertCatalog(prisma);
    const inTransaction = prisma.$transaction(async (client) => {
      const before = await client.suite.count();
      proxy.hang();
      return before + (await client.suite.count());
    });
    await expect(inTransaction).rejects.toSatisfy(isUnavailable);
    // More than there are connections.
    const statements = await Promise.allSettled(Array.from({ length: 15 }, () => prisma.suite.count()));
    expect(statements.map((given) => given.status === 'rejected' && isUnavailable(given.reason))).toEqual(
      Array(15).fill(true),
    );
    proxy.pass();
    const counts = await Promise.all(
      Array.from({ length: 15 }, () => prisma.$transaction((client) => client.suite.count())),
    );
    expect(counts).toEqual(Array(15).fill(1));
  },
);

const LIMITS = { lookMs: 10, looks: 3 };

it('a server that is slow, but answers, is waited for', async () => {
  const { url } = await create();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  cleanups.push(() => client.end());
  const asked = new EventEmitter();
  let questions = 0;
  const { pool, close } = openWatchedPool(
    { connectionString: url },
    async () => {
      await client.query('SELECT 1');
      if (++questions === 10 * LIMITS.looks) asked.emit('often');
    },
    LIMITS,
  );
  cleanups.push(close);
  await client.query('SELECT pg_advisory_lock(1)');
  const waiting = pool.query('SELECT pg_advisory_lock(1), 7 AS value');
  await once(asked, 'often');
  await client.query('SELECT pg_advisory_unlock(1)');
  expect((await waiting).rows[0].value).toBe(7);
});

it('an error that is an answer shows a server that is there; silence does not', async () => {
  const { url } = await create();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  cleanups.push(() => client.end());
  await client.query('SELECT pg_advisory_lock(1)');
  let isSilent = false;
  let questions = 0;
  const { pool, close } = openWatchedPool(
    { connectionString: url },
    async () => {
      isSilent ||= ++questions > 10 * LIMITS.looks;
      throw isSilent ? new Error('Query read timeout') : new Error('no such table');
    },
    LIMITS,
  );
  cleanups.push(close);
  await expect(pool.query('SELECT pg_advisory_lock(1)')).rejects.toThrow('Connection terminated');
  expect(questions).toBeGreaterThan(10 * LIMITS.looks);
});

it('closing waits for what is under way, and not for ever', async () => {
  const { proxy } = await create();
  const ask = () => Promise.reject(new Error('Query read timeout'));
  const { pool, close } = openWatchedPool({ connectionString: proxy.url }, ask, LIMITS);
  const begun = once(pool, 'acquire');
  const statement = pool.query('SELECT 1');
  // Nothing of it is on its way yet.
  await begun;
  proxy.hang();
  const failure = expect(statement).rejects.toThrow('Connection terminated');
  await close();
  await failure;
});
