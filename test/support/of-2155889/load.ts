/**
 * A database as commit 2155889 left it, and what its site showed of it. `make.ts` made both files, with that commit's own
 * harness, command line and site; bundles are in it whole.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { DatabaseLocation } from '#leaderboard/db/database.ts';
import { migrate } from '#leaderboard/db/migrate.ts';
import { loadMigrations } from '#leaderboard/db/migrations.ts';
import { withSession } from '../database-session.ts';

const LAST_MIGRATION = '20261126110000_boards_of_suites';

const read = (name: string): string =>
  brotliDecompressSync(readFileSync(path.join(import.meta.dirname, `${name}.br`))).toString();

export interface Then {
  /** Submissions, by what make.ts calls them. */
  readonly ids: Readonly<Record<string, string>>;
  /** Ids, the oldest first. */
  readonly snapshots: readonly string[];
  readonly tokens: { readonly admin: string; readonly submit: string };
  /** Answers of its API, by address. */
  // biome-ignore lint/suspicious/noExplicitAny: an answer is what it was
  readonly shown: Readonly<Record<string, any>>;
}

export const THEN = JSON.parse(read('shown.json')) as Then;

/** Makes the database of then in an empty place, with the token of its owner where the data directory has it. */
export async function fillAsThen(location: DatabaseLocation): Promise<void> {
  await withSession(location, async (session) => {
    const migrations = await loadMigrations();
    await migrate(
      session,
      migrations.filter(({ name }) => name <= LAST_MIGRATION),
    );
    // With the rows that say which migrations it had: whether they are still the same, the next start sees.
    await session.script(read('rows.sql'));
  });
  writeFileSync(path.join(location.dataDir ?? '', 'token'), `${THEN.tokens.admin}\n`, { mode: 0o600 });
}
