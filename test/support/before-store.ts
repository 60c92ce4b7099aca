/** A database as it was before bundles were files: the migrations of then, with rows that were written then. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import type { DatabaseLocation } from '#leaderboard/db/database.ts';
import { migrate, type Session } from '#leaderboard/db/migrate.ts';
import { loadMigrations } from '#leaderboard/db/migrations.ts';
import { withSession } from './database-session.ts';
import { keptFolder } from './kept-once.ts';

/** Of a kept database of that time: the ids that its submissions have. */
const IDS = 'ids.json';
const LAST = '20261129130316_submission_senders';

/** Fills an empty database with submissions of these archives, which need not be bundles; returns their ids, in order. An embedded one is made once. */
export async function fillBeforeStore(location: DatabaseLocation, archives: readonly Uint8Array[]): Promise<string[]> {
  const { url, dataDir = '' } = location;
  if (url !== undefined) return withSession(location, (session) => fill(session, archives));
  const kept = await keptFolder(
    `before-store-${sha256(archives.map((bytes) => sha256(bytes)).join())}`,
    async (folder) => {
      cpSync(dataDir, folder, { recursive: true });
      const ids = await withSession({ dataDir: folder }, (session) => fill(session, archives));
      writeFileSync(path.join(folder, IDS), JSON.stringify(ids));
    },
  );
  rmSync(path.join(dataDir, 'database'), { recursive: true });
  cpSync(path.join(kept, 'database'), path.join(dataDir, 'database'), { recursive: true });
  return JSON.parse(readFileSync(path.join(kept, IDS), 'utf8'));
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
