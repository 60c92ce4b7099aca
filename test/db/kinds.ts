/** The two kinds of database. What is asked of one alone (docs/tests.md) is no matter of the database, and the http suite has it on the embedded one. */
import { inject } from 'vitest';
import type { Database } from '#leaderboard/db/database.ts';
import { createDataDir, createServerDatabase, type EmptyDatabase } from '../support/databases.ts';

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
