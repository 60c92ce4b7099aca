/** The two kinds of database that every database test runs on. */
import { inject } from 'vitest';
import type { Database } from '#leaderboard/db/database.ts';
import { createDataDir, createServerDatabase, type EmptyDatabase } from '../support/databases.ts';

export const KINDS = ['embedded', 'server'] as const satisfies readonly Database['kind'][];

/** Creates an empty database of that kind. */
export async function createEmptyDatabase(kind: Database['kind']): Promise<EmptyDatabase> {
  return kind === 'embedded' ? createDataDir(inject('embeddedTemplate')) : createServerDatabase(inject('postgresUrl'));
}
