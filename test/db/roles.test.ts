/** What a role on a server may do less than everything: the least that a site needs, and what is said where that is lacking. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { createSubmitToken } from '#leaderboard/access/issued-tokens.ts';
import { ensureAdminToken, requireToken } from '#leaderboard/access/tokens.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { grantStatements } from '#leaderboard/db/privileges.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { tombstoneSubmission } from '#leaderboard/intake/tombstones.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { registerDoi } from '#leaderboard/snapshots/citable.ts';
import { createSnapshot } from '#leaderboard/snapshots/create.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import { createServerDatabase } from '../support/databases.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const OWNER = `heirloom_owner_${process.pid}`;
const SITE = `heirloom_site_${process.pid}`;
const DOCUMENTED = /```sql\n(GRANT[^`]*)```/.exec(readFileSync('docs/database.md', 'utf8'))?.[1] ?? '';

let server: pg.Client;
beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('postgresUrl') });
  await server.connect();
  for (const role of [OWNER, SITE]) await server.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
});
afterAll(async () => {
  for (const role of [OWNER, SITE]) await server.query(`DROP ROLE ${role}`);
  await server.end();
});

let url: string;
let dataDir: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  const database = await createServerDatabase(inject('postgresUrl'));
  ({ url, remove } = database);
  dataDir = database.location.dataDir ?? '';
  await server.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} OWNER TO ${OWNER}`);
});
afterEach(() => remove());

const as = (role: string): { url: string; dataDir: string } => {
  const result = new URL(url);
  Object.assign(result, { username: role, password: 'secret' });
  return { url: result.href, dataDir };
};

/** Runs statements as the owner. */
async function own(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: as(OWNER).url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const migrateAsOwner = async (): Promise<void> => (await openDatabase(as(OWNER))).close();

async function refusal(): Promise<string> {
  const error: unknown = await openDatabase(as(SITE)).then(
    (database) => database.close(),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HeirloomError);
  const { code, message } = error as HeirloomError;
  expect(code).toBe('database');
  expect(message.split('\n')).toHaveLength(1);
  return message;
}

it('the documented rights are those that a start looks for', () => {
  expect(DOCUMENTED.trim().split('\n')).toEqual(grantStatements('heirloom_site'));
});

describe('a role with the documented rights alone', () => {
  let database: Database;

  it('runs everything that a site does', async () => {
    await migrateAsOwner();
    await own(DOCUMENTED.replaceAll('heirloom_site', SITE));
    database = await openDatabase(as(SITE));
    const file = await ensureAdminToken(database, temporaryFolder());
    const owner = await requireToken(database, `Bearer ${readFileSync(file, 'utf8').trim()}`, 'admin');
    const { token } = await createSubmitToken(database, 'a stranger');
    const stranger = await requireToken(database, `Bearer ${token}`, 'submit');
    const ids: string[] = [];
    const specs = ['replace', 'oracle', 'temperature:value=1.1', 'temperature:value=1.2'];
    for (const [index, spec] of specs.entries()) {
      const bundle = { spec, tier: 'quick', benchmarks: ['ngram-text'], quality: index * 30, author: spec } as const;
      const path = archiveOf(entriesOf(await fabricateBundle(bundle)));
      ids.push((await acceptBundle(database, { path, bearer: stranger })).id);
      expect((await acceptBundle(database, { path, bearer: owner })).adopted).toBe(true);
    }
    await scoringDone();
    const tombstone = { kind: 'superseded', reason: 'newer', now: new Date(), tokenId: owner.id } as const;
    await tombstoneSubmission(database, { ...tombstone, id: ids[2] ?? '', supersededBy: ids[3] ?? '' });
    await scoringDone();
    const snapshot = await createSnapshot(database, { now: new Date(), suite: '0.1', tokenId: owner.id });
    expect(snapshot.created).toBe(true);
    await registerDoi(database, snapshot.id, '10.5281/zenodo.1234567', owner.id);
    expect(await database.prisma.boardScore.count({ where: { board: 'suite/0.1/text', rankLow: 1 } })).toBe(1);
    await expect(database.prisma.boardScore.deleteMany()).rejects.toThrow('permission denied');
    await closeWorkers();
    await database.close();
  });
});

describe('a role that lacks rights is told the GRANT that helps', () => {
  it('to make the tables', async () => {
    const name = new URL(url).pathname.slice(1);
    expect(await refusal()).toBe(
      `The role ${SITE} may not make tables in schema public of database ${name}: its owner has to run GRANT USAGE, CREATE ON SCHEMA public TO ${SITE};`,
    );
    await own(`GRANT USAGE, CREATE ON SCHEMA public TO ${SITE}`);
    const forQueue = await refusal();
    expect(forQueue).toBe(
      `The role ${SITE} may not make the schema of the job queue in database ${name}: its owner has to run CREATE SCHEMA pgboss AUTHORIZATION ${SITE};`,
    );
    await server.query(`GRANT ${SITE} TO ${OWNER}`);
    await own(/CREATE SCHEMA .*;/.exec(forQueue)?.[0] ?? '');
    await server.query(`REVOKE ${SITE} FROM ${OWNER}`);
    await (await openDatabase(as(SITE))).close();
  });

  it('to use the schema, which may also be gone', async () => {
    await own('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    expect(await refusal()).toContain(`GRANT USAGE ON SCHEMA public TO ${SITE};`);
    await own('DROP SCHEMA public');
    expect(await refusal()).toContain(`CREATE SCHEMA public AUTHORIZATION ${SITE};`);
  });

  it('on the tables, one after the other until all are there', async () => {
    await migrateAsOwner();
    const given: string[] = [];
    for (let message = await refusal(); ; message = await refusal()) {
      const grant = /GRANT [^;]*;/.exec(message)?.[0] ?? '';
      expect(grant).toContain(SITE);
      expect(given).not.toContain(grant);
      given.push(grant);
      await own(grant);
      if (given.length === 3) break;
    }
    for (const statement of grantStatements(SITE)) await own(statement);
    await (await openDatabase(as(SITE))).close();
  });

  it('to change tables of another role, where an update brings a migration', async () => {
    await migrateAsOwner();
    await own(DOCUMENTED.replaceAll('heirloom_site', SITE));
    // As an older version has left it.
    await own(
      `DELETE FROM "_prisma_migrations" WHERE migration_name LIKE '%_submission_senders'; DROP TABLE "submission_senders"`,
    );
    expect(await refusal()).toContain(`GRANT USAGE, CREATE ON SCHEMA public TO ${SITE};`);
    await own(`GRANT USAGE, CREATE ON SCHEMA public TO ${SITE}`);
    expect(await refusal()).toContain(`or have it run GRANT ${OWNER} TO ${SITE};`);
    await server.query(`GRANT ${OWNER} TO ${SITE}`);
    await (await openDatabase(as(SITE))).close();
    await server.query(`REVOKE ${OWNER} FROM ${SITE}`);
  });
});
