/** A database as it was before bundles were files: the migrations of then, with rows that were written then. */
import { sha256 } from '#benchmarks/protocol/digest.ts';
import type { DatabaseLocation } from '#leaderboard/db/database.ts';
import { migrate, type Session } from '#leaderboard/db/migrate.ts';
import { loadMigrations } from '#leaderboard/db/migrations.ts';
import { withSession } from './database-session.ts';

const LAST = '20261129130316_submission_senders';

/** Fills an empty database with submissions of these archives, which need not be bundles; returns their ids, in order. */
export const fillBeforeStore = (location: DatabaseLocation, archives: readonly Uint8Array[]): Promise<string[]> =>
  withSession(location, (session) => fill(session, archives));

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
