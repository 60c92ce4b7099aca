/**
 * A database as commit 2155889 left it, and what its site showed of it. `make.ts` made both files, with that commit's own
 * harness, command line and site; bundles are in it whole.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { migrate, type Session } from '#leaderboard/db/migrate.ts';
import { loadMigrations } from '#leaderboard/db/migrations.ts';

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

/** Makes the database of then of an empty one. */
export async function fillAsThen(session: Session): Promise<void> {
  const migrations = await loadMigrations();
  await migrate(
    session,
    migrations.filter(({ name }) => name <= LAST_MIGRATION),
  );
  // With the rows that say which migrations it had: whether they are still the same, the next start sees.
  await session.script(read('rows.sql'));
}
