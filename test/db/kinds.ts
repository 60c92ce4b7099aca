/** The two kinds of database. What is asked of one alone (docs/tests.md) is no matter of the database, and the http suite has it on the embedded one. */
import { cpSync } from 'node:fs';
import { inject } from 'vitest';
import type { Database } from '#leaderboard/db/database.ts';
import type { Session } from '#leaderboard/db/migrate.ts';
import { withSession } from '../support/database-session.ts';
import { createDataDir, createServerDatabase, type EmptyDatabase } from '../support/databases.ts';
import { keptFolder } from '../support/kept-once.ts';

export const KINDS = ['embedded', 'server'] as const satisfies readonly Database['kind'][];

/** Creates a database of that kind with today's tables. */
export async function createMigratedDatabase(kind: Database['kind']): Promise<EmptyDatabase> {
  return kind === 'embedded'
    ? createDataDir(inject('migratedTemplate'))
    : createServerDatabase(inject('postgresUrl'), inject('serverTemplate'));
}

/** Creates an empty database of that kind: for what migrations do. */
export async function createEmptyDatabase(kind: Database['kind']): Promise<EmptyDatabase> {
  return kind === 'embedded' ? createDataDir(inject('embeddedTemplate')) : createServerDatabase(inject('postgresUrl'));
}

/** Creates a database of that kind as an older version left it, which `fill` makes of an empty one; an embedded one once for each name. */
export async function createOlderDatabase(
  kind: Database['kind'],
  name: string,
  fill: (session: Session) => Promise<void>,
): Promise<EmptyDatabase> {
  if (kind === 'embedded') {
    const then = await keptFolder(name, async (dataDir) => {
      cpSync(inject('embeddedTemplate'), dataDir, { recursive: true });
      await withSession({ dataDir }, fill);
    });
    return createDataDir(then);
  }
  const created = await createServerDatabase(inject('postgresUrl'));
  await withSession(created.location, fill);
  return created;
}
