/** A database as it was before bundles were files: the migrations of then, with rows that were written then. */
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { type DatabaseLocation, embeddedSession } from '#leaderboard/db/database.ts';
import { migrate, type Session } from '#leaderboard/db/migrate.ts';
import { loadMigrations } from '#leaderboard/db/migrations.ts';
import { serverSession } from '#leaderboard/db/open-server.ts';

const LAST = '20261129130316_submission_senders';

/** Fills an empty database with submissions of these archives, which need not be bundles; returns their ids, in order. */
export async function fillBeforeStore(
  { url, dataDir = '' }: DatabaseLocation,
  archives: readonly Uint8Array[],
): Promise<string[]> {
  if (url !== undefined) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await fill(serverSession(client), archives);
    } finally {
      await client.end();
    }
  }
  const engine = await PGlite.create({ dataDir: path.join(dataDir, 'database') });
  try {
    return await fill(embeddedSession(engine), archives);
  } finally {
    await engine.close();
  }
}

async function fill(session: Session, archives: readonly Uint8Array[]): Promise<string[]> {
  const migrations = (await loadMigrations()).filter(({ name }) => name <= LAST);
  await migrate(session, migrations);
  await session.query(`INSERT INTO suites (id) VALUES ('0.1')`);
  const ids: string[] = [];
  for (const bytes of archives) {
    const bundleDigest = sha256(`bundle ${ids.length}`);
    const id = bundleDigest.slice(0, 16);
    await session.query(
      `INSERT INTO submissions (id, bundle_digest, suite_id, tier, title, authors, spec, family, description, licence,
         external_information, attempts, official, division, label)
       VALUES ($1, $2, '0.1', 'smoke', 'A title', '[{"name": "A. Researcher"}]', 'replace', 'replace', '', 'CC0-1.0', '', 1,
         true, 'closed', 'reported')`,
      [id, bundleDigest],
    );
    await session.query('INSERT INTO bundles (submission_id, bytes, sha256) VALUES ($1, $2, $3)', [
      id,
      Buffer.from(bytes),
      sha256(bytes),
    ]);
    ids.push(id);
  }
  return ids;
}
