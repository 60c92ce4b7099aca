/** Sessions mean and write the same whatever is set for the server, the database or the role. */
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { openDatabase } from '#leaderboard/db/database.ts';
import { insertTrajectories } from '#leaderboard/db/exact-numbers.ts';
import { migrate } from '#leaderboard/db/migrate.ts';
import { serverSession } from '#leaderboard/db/open-server.ts';
import { saveBenchmarkScores } from '#leaderboard/db/save-scores.ts';
import { createDataDir, createServerDatabase, type EmptyDatabase } from '../support/databases.ts';
import { benchmarkScoreRow, insertCatalog, insertRun, submissionRow } from '../support/rows.ts';
import { KINDS } from './kinds.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Each of them changes what is read, written or meant. */
const UNKIND: readonly (readonly [string, string])[] = [
  ['search_path', 'elsewhere, pg_temp'],
  ['datestyle', 'German'],
  ['timezone', 'Pacific/Chatham'],
  ['intervalstyle', 'sql_standard'],
  ['extra_float_digits', '-15'],
  ['bytea_output', 'escape'],
  ['standard_conforming_strings', 'off'],
  ['array_nulls', 'off'],
  ['transform_null_equals', 'on'],
  ['default_transaction_isolation', 'serializable'],
  ['default_transaction_read_only', 'on'],
];
/** Each of them ends what the site does; an embedded database has no timers. */
const IMPATIENT: readonly (readonly [string, string])[] = [
  ['statement_timeout', '1ms'],
  ['lock_timeout', '1ms'],
  ['idle_in_transaction_session_timeout', '1ms'],
];

const settings = (pairs: readonly (readonly [string, string])[], of: string): string =>
  pairs.map(([name, value]) => `ALTER ${of} SET ${name} = ${name === 'search_path' ? value : `'${value}'`}`).join('; ');

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  cleanups.push(() => client.end());
  return client;
}

/** A database with these settings of its own, and on a server of a role's, too. */
async function create(kind: (typeof KINDS)[number]): Promise<EmptyDatabase> {
  if (kind === 'embedded') {
    const directory = createDataDir(inject('embeddedTemplate'));
    cleanups.push(directory.remove);
    const engine = await PGlite.create({ dataDir: path.join(directory.dataDir, 'database') });
    await engine.exec(settings(UNKIND, 'DATABASE postgres'));
    await engine.exec(settings(UNKIND, 'ROLE postgres'));
    await engine.close();
    return directory;
  }
  const database = await createServerDatabase(inject('postgresUrl'));
  cleanups.push(database.remove);
  const url = new URL(database.url);
  const name = url.pathname.slice(1);
  const client = await connect(inject('postgresUrl'));
  await client.query(`CREATE ROLE r_${name} LOGIN PASSWORD 'secret'`);
  cleanups.push(() => client.query(`DROP ROLE r_${name}`));
  await client.query(`ALTER DATABASE ${name} OWNER TO r_${name}`);
  await client.query(settings([...UNKIND, ...IMPATIENT], `DATABASE ${name}`));
  await client.query(settings([...UNKIND, ...IMPATIENT], `ROLE r_${name}`));
  cleanups.push(database.remove);
  Object.assign(url, { username: `r_${name}`, password: 'secret' });
  return { location: { ...database.location, url: url.href }, remove: database.remove };
}

describe.each(KINDS)('%s', (kind) => {
  it('numbers, times, bytes and JSON come back as they were stored', async () => {
    const { location } = await create(kind);
    const values = [0.1 + 0.2, 1 / 3, 5e-324, Number.MAX_VALUE, -Math.E * 1e-7, 123456789012345680000];
    const createdAt = new Date('2026-01-02T03:04:05.006Z');
    const bytes = new Uint8Array([0, 92, 39, 255, 10]);
    const row = submissionRow({ createdAt, description: "back\\slash 'quotes' \\x41" });
    const first = await openDatabase(location);
    await insertCatalog(first.prisma);
    const runId = await insertRun(first.prisma);
    await insertTrajectories(first.prisma, runId, { kl: [values] });
    await first.prisma.submission.create({ data: row });
    await saveBenchmarkScores(
      first.prisma,
      [benchmarkScoreRow(row.id, { value: 0.1 + 0.2, low: 1 / 3, high: 2 / 3 })],
      createdAt,
    );
    // The database checks the digest, over the bytes as it received them.
    await first.prisma.packedBundle.create({ data: { submissionId: row.id, bytes, sha256: sha256(bytes) } });
    await first.close();

    // Opened a second time: its migrations are complete, whatever the style of their dates.
    const second = await openDatabase(location);
    cleanups.push(() => second.close());
    const { prisma } = second;
    expect((await prisma.trajectory.findFirstOrThrow({ where: { runId } })).values).toStrictEqual(values);
    expect(await prisma.benchmarkScore.findFirstOrThrow({ where: { submissionId: row.id } })).toMatchObject({
      value: 0.1 + 0.2,
      low: 1 / 3,
      high: 2 / 3,
      computedAt: createdAt,
    });
    expect((await prisma.packedBundle.findFirstOrThrow()).bytes).toEqual(bytes);
    expect(await prisma.submission.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject(row);
    const [zone] = await prisma.$queryRaw<{ age: number }[]>`
      SELECT abs(extract(epoch FROM CURRENT_TIMESTAMP::timestamp - ${new Date()}::timestamp))::float8 AS "age"`;
    expect(zone?.age).toBeLessThan(600);
  });
});

describe('on a server', () => {
  it('options of DATABASE_URL itself give way, and others of it stay', async () => {
    const { location } = await create('server');
    const url = new URL(location.url ?? '');
    url.searchParams.set('options', '-c extra_float_digits=0 -c work_mem=5MB');
    url.searchParams.set('statement_timeout', '1');
    url.searchParams.set('application_name', 'a name');
    const database = await openDatabase({ url: url.href });
    cleanups.push(() => database.close());
    const [row] = await database.prisma.$queryRaw<Record<string, string>[]>`
      SELECT current_setting('extra_float_digits') AS digits, current_setting('work_mem') AS memory,
        current_setting('statement_timeout') AS timeout, current_setting('application_name') AS name`;
    expect(row).toEqual({ digits: '3', memory: '5MB', timeout: '2min', name: 'a name' });
  });

  it('a complete migration is not called unfinished by a session that can’t read its dates', async () => {
    const { location } = await create('server');
    await (await openDatabase(location)).close();
    const client = await connect(location.url ?? '');
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0; SET search_path = public');
    expect(await migrate(serverSession(client))).toEqual([]);
  });
});
