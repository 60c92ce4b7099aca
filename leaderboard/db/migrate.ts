/** Brings a database to this checkout's schema, recording what was done exactly as Prisma does. */
import { randomUUID } from 'node:crypto';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { messageOf } from './message-of.ts';
import { loadMigrations, type Migration } from './migrations.ts';
import { currentRole, requireSchemaRights } from './privileges.ts';

/** One connection to a database, whichever driver is behind it. */
export interface Session {
  readonly kind: 'embedded' | 'server';
  query(sql: string, params?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Runs several statements, without parameters. */
  script(sql: string): Promise<void>;
}

/** The advisory lock that Prisma's own migration engine takes: `prisma migrate deploy` and we exclude each other. */
const MIGRATION_LOCK = 72_707_369;
const LOCK_TIMEOUT_MS = 120_000;
const OLDEST_SERVER = 140_000;

/** Prisma's table, column for column. */
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies the pending migrations, each in a transaction of its own, and returns their names. Safe to call from any number
 * of processes at once: on a server they wait for each other; an embedded database has one process.
 * @throws database where the database holds something else than this checkout's migrations, or one fails.
 */
export async function migrate(session: Session, migrations?: readonly Migration[]): Promise<string[]> {
  const known = migrations ?? (await loadMigrations());
  if (session.kind === 'embedded') return applyPending(session, known);
  await requireUsableServer(session);
  await session.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
  try {
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  } catch (cause) {
    throw new HeirloomError(
      'database',
      `Waited ${LOCK_TIMEOUT_MS / 1000} s for another process that is migrating this database. See what it is doing in pg_stat_activity, then start again.`,
      { cause },
    );
  }
  try {
    return await applyPending(session, known);
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

async function requireUsableServer(session: Session): Promise<void> {
  const [row] = await session.query(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
  );
  if (Number(row?.version) < OLDEST_SERVER) {
    throw new HeirloomError(
      'database',
      `DATABASE_URL leads to PostgreSQL ${String(row?.version)}; version 14 or newer is needed. Upgrade the server.`,
    );
  }
  if (row?.encoding !== 'UTF8') {
    throw new HeirloomError(
      'database',
      `DATABASE_URL leads to a database with encoding ${String(row?.encoding)}; UTF8 is needed. Create one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
    );
  }
}

async function applyPending(session: Session, known: readonly Migration[]): Promise<string[]> {
  const applied = await appliedMigrations(session, known);
  const pending = known.filter(({ name }) => !applied.has(name));
  if (pending.length > 0) await requireSchemaRights(session, true);
  for (const migration of pending) await apply(session, migration);
  return pending.map(({ name }) => name);
}

/** The names of the migrations that the database has, once each is known to be ours and whole. */
async function appliedMigrations(session: Session, known: readonly Migration[]): Promise<ReadonlySet<string>> {
  await requireSchemaRights(session, false);
  const tables = await session.query(`SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'public'`);
  const names = tables.map((row) => String(row.tablename));
  if (!names.includes('_prisma_migrations')) {
    if (names.length > 0) {
      throw new HeirloomError(
        'database',
        `The database already holds other tables (${names.sort().slice(0, 5).join(', ')}); expected an empty one or Heirloom's own. Point DATABASE_URL at a database of its own.`,
        { context: { tables: names } },
      );
    }
    await requireSchemaRights(session, true);
    await session.script(MIGRATIONS_TABLE);
    return new Set();
  }
  const [readable] = await session.query(
    `SELECT has_table_privilege('public._prisma_migrations', 'SELECT') AS readable`,
  );
  if (readable?.readable !== true)
    throw new HeirloomError(
      'database',
      `The role ${await currentRole(session)} may not read which migrations the database has: their owner has to run GRANT SELECT ON _prisma_migrations TO ${await currentRole(session)}; (docs/database.md has all that a site's role needs).`,
    );
  // The server says whether it is finished: a time that a driver can't read is null to it, too.
  const rows = await session.query(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  for (const row of rows) requireKnown(row, known);
  return new Set(rows.map((row) => String(row.migration_name)));
}

function requireKnown(row: Record<string, unknown>, known: readonly Migration[]): void {
  const name = String(row.migration_name);
  const ours = known.find((migration) => migration.name === name);
  const context = { migration: name };
  if (!ours) {
    throw new HeirloomError(
      'database',
      `The database has migration "${name}", which this checkout doesn't know (its newest is "${known.at(-1)?.name ?? 'none'}"): a newer version of Heirloom has used it. Update the checkout, or use another database.`,
      { context },
    );
  }
  if (row.finished !== true) {
    throw new HeirloomError(
      'database',
      `Migration "${name}" began in this database and didn't finish. Repair it, then run \`npx prisma migrate resolve --applied ${name}\` (or --rolled-back).`,
      { context },
    );
  }
  if (row.checksum !== ours.checksum) {
    throw new HeirloomError(
      'database',
      `Migration "${name}" was applied as ${String(row.checksum).slice(0, 12)}… and prisma/migrations/${name}/migration.sql is ${ours.checksum.slice(0, 12)}… now: applied migrations must not change. Restore the file and put the change in a new migration.`,
      { context: { ...context, applied: row.checksum, expected: ours.checksum } },
    );
  }
}

async function apply(session: Session, migration: Migration): Promise<void> {
  const startedAt = new Date().toISOString();
  await session.script('BEGIN');
  try {
    await session.script(migration.sql);
    await session.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, $4, $5, 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt, new Date().toISOString()],
    );
    await session.script('COMMIT');
  } catch (cause) {
    await session.script('ROLLBACK');
    throw new HeirloomError(
      'database',
      `Migration "${migration.name}" failed and was rolled back: ${messageOf(cause)}.${await ownerAdvice(session, cause)}`,
      { context: { migration: migration.name }, cause },
    );
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** Where tables belong to another role, that one has to migrate. */
async function ownerAdvice(session: Session, cause: unknown): Promise<string> {
  if ((cause as { code?: unknown } | null)?.code !== INSUFFICIENT_PRIVILEGE) return '';
  const [row] = await session.query(
    `SELECT quote_ident(tableowner) AS owner FROM pg_catalog.pg_tables WHERE schemaname = 'public' AND tablename = '_prisma_migrations'`,
  );
  const role = await currentRole(session);
  return ` Start once with a DATABASE_URL of the tables' owner, or have it run GRANT ${String(row?.owner)} TO ${role};`;
}
