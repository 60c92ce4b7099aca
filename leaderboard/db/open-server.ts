/** Opens a PostgreSQL server: migrates it, and sees that this role and these connections will do. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { type AnswerWatch, watchAnswers } from './answer-watch.ts';
import { messageOf } from './message-of.ts';
import { migrate, type Session } from './migrate.ts';
import { requirePrivileges } from './privileges.ts';
import { type QueueSql, serverSql } from './queue-sql.ts';
import { ANSWER_MS, serverSettings, withSettings } from './session-settings.ts';
import { openWatchedPool } from './watched-pool.ts';

export interface ServerConnections {
  readonly adapter: PrismaPg;
  /** The data version, on a connection of its own, so that it says whether the server answers. */
  readonly version: AnswerWatch<number>;
  readonly sql: QueueSql;
  readonly close: () => Promise<void>;
}

const CONNECT_MS = 10_000;
/** A read of one row. A server that takes longer is as good as away. */
const VERSION_MS = 5_000;
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/** @throws database where it can't be reached, migrated or used */
export async function openServer(url: URL): Promise<ServerConnections> {
  const version = await prepare(url);
  const connectionString = withSettings(url, serverSettings('site', version));
  const connection = { connectionString, connectionTimeoutMillis: CONNECT_MS, ...KEEP_ALIVE };
  const versions = new pg.Pool({
    ...connection,
    max: 1,
    connectionTimeoutMillis: VERSION_MS,
    query_timeout: VERSION_MS,
  });
  // An idle connection that breaks is replaced by the next read; without a listener it would end the process.
  versions.on('error', () => undefined);
  const readVersion = async (): Promise<number> => {
    const { rows } = await versions.query<{ value: string }>('SELECT "value" FROM "data_version" WHERE "id" = 1');
    return Number(rows[0]?.value);
  };
  const statements = openWatchedPool({ ...connection, query_timeout: ANSWER_MS }, readVersion);
  return {
    adapter: new PrismaPg(statements.pool),
    version: watchAnswers(readVersion),
    sql: serverSql(statements.pool),
    // In this order: what watches the statements asks on the other.
    close: async () => {
      await statements.close();
      await versions.end();
    },
  };
}

/** Migrates a server and returns its version. */
async function prepare(url: URL): Promise<number> {
  const settings = serverSettings('migration');
  const client = new pg.Client({
    connectionString: withSettings(url, settings),
    connectionTimeoutMillis: CONNECT_MS,
    ...KEEP_ALIVE,
  });
  // A query that is under way fails by itself; without a listener a broken connection would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw new HeirloomError(
      'database',
      `DATABASE_URL leads to ${url.host}${url.pathname}, which can't be opened: ${messageOf(cause)}. Start that server or correct the URL; without DATABASE_URL an embedded database is used.`,
      { cause, context: { host: url.host } },
    );
  }
  try {
    const session = serverSession(client);
    const version = await requireSettings(session, settings);
    await migrate(session);
    await requirePrivileges(session);
    return version;
  } finally {
    await client.end();
  }
}

/** @throws database where something between here and the server dropped the settings */
async function requireSettings(session: Session, settings: Readonly<Record<string, string>>): Promise<number> {
  const rows = await session.query(
    `SELECT lower(name) AS name, current_setting(name) AS value, current_setting('server_version_num')::int AS version
      FROM pg_catalog.pg_settings WHERE lower(name) = ANY($1)`,
    [['datestyle', 'extra_float_digits', 'search_path', 'timezone']],
  );
  const wrong = rows.filter(({ name, value }) => settings[String(name)] !== value);
  if (wrong.length > 0) {
    const list = wrong.map(({ name, value }) => `${String(name)} is ${String(value)}`).join(', ');
    throw new HeirloomError(
      'database',
      `The connection to DATABASE_URL doesn't keep its settings (${list}), as behind a connection pooler that drops them: let DATABASE_URL lead to the server itself.`,
    );
  }
  const version = Number(rows[0]?.version);
  const added = Object.entries(serverSettings('migration', version)).filter(([name]) => !(name in settings));
  for (const [name, value] of added) await session.query('SELECT set_config($1, $2, false)', [name, value]);
  return version;
}

/** A session on a server, as migrate takes it. */
export function serverSession(client: pg.Client): Session {
  return {
    kind: 'server',
    query: async (sql, params) => (await client.query<Record<string, unknown>>(sql, params)).rows,
    script: async (sql) => {
      await client.query(sql);
    },
  };
}
