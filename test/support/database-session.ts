/** One connection to a test's database, without what opening it as a site would do: to make what an older version left. */
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { type DatabaseLocation, embeddedSession } from '#leaderboard/db/database.ts';
import type { Session } from '#leaderboard/db/migrate.ts';
import { serverSession } from '#leaderboard/db/open-server.ts';

export async function withSession<Result>(
  { url, dataDir = '' }: DatabaseLocation,
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  if (url !== undefined) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await use(serverSession(client));
    } finally {
      await client.end();
    }
  }
  const engine = await PGlite.create({ dataDir: path.join(dataDir, 'database') });
  try {
    return await use(embeddedSession(engine));
  } finally {
    await engine.close();
  }
}
