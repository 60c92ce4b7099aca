/**
 * What a site's role must be allowed once the tables are there. Whoever owns them may all of it; a role that only runs the
 * site needs no more than this (docs/database.md).
 */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Session } from './migrate.ts';

type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** Read by all of them; but for the queue's jobs nothing is ever deleted. */
const ADDED_TO = [
  'benchmarks',
  'bundle_files',
  'bundles',
  'events',
  'run_axes',
  'run_ledgers',
  'run_outcomes',
  'run_summaries',
  'run_uses',
  'runs',
  'site_secrets',
  'snapshot_dois',
  'snapshots',
  'submission_modules',
  'submission_parts',
  'submission_senders',
  'suite_benchmarks',
  'suites',
  'trajectories',
  'verification_controls',
  'verification_seeds',
  'verifications',
] as const;
const CHANGED = [
  'benchmark_scores',
  'board_scores',
  'idle_standings',
  'strategies',
  'submissions',
  'tokens',
  'verification_tasks',
] as const;
/** The queue's own, which come and go. */
const QUEUE = ['pgboss.archive', 'pgboss.job'] as const;
const SEQUENCES = ['events_id_seq', 'runs_id_seq', 'tokens_id_seq', 'verifications_id_seq'] as const;

export interface Grant {
  readonly privileges: readonly Privilege[];
  readonly tables: readonly string[];
}

const GRANTS: readonly Grant[] = [
  { privileges: ['SELECT'], tables: ['_prisma_migrations', 'packed_bundles'] },
  { privileges: ['SELECT', 'UPDATE'], tables: ['data_version'] },
  { privileges: ['SELECT', 'INSERT'], tables: ADDED_TO },
  { privileges: ['SELECT', 'INSERT', 'UPDATE'], tables: CHANGED },
  { privileges: ['SELECT'], tables: ['pgboss.queue'] },
  { privileges: ['SELECT', 'UPDATE'], tables: ['pgboss.version'] },
  { privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], tables: QUEUE },
];

/** The statements that give a role the least that a site needs. `role`: as it stands in SQL. */
export function grantStatements(role: string): string[] {
  return [
    `GRANT USAGE ON SCHEMA public, pgboss TO ${role};`,
    ...GRANTS.map(({ privileges, tables }) => `GRANT ${privileges.join(', ')} ON ${tables.join(', ')} TO ${role};`),
    `GRANT USAGE ON SEQUENCE ${SEQUENCES.join(', ')} TO ${role};`,
  ];
}

/** @throws database with the GRANT that is missing */
export async function requirePrivileges(session: Session): Promise<void> {
  const wanted = GRANTS.flatMap(({ privileges, tables }) =>
    tables.flatMap((table) => privileges.map((privilege) => ({ table, privilege }))),
  );
  const missing = await session.query(
    `SELECT privilege, name FROM (
       SELECT privilege, name, has_table_privilege(c.oid, privilege) AS held
         FROM unnest($1::text[], $2::text[]) AS wanted (privilege, name)
         JOIN pg_catalog.pg_class c ON c.relname = regexp_replace(name, '^.*[.]', '')
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
           AND n.nspname = CASE WHEN name LIKE 'pgboss.%' THEN 'pgboss' ELSE 'public' END
       UNION ALL
       SELECT 'USAGE', 'SCHEMA pgboss', has_schema_privilege('pgboss', 'USAGE')
       UNION ALL
       SELECT 'USAGE', 'SEQUENCE ' || name, has_sequence_privilege('public.' || name, 'USAGE') FROM unnest($3::text[]) AS name
     ) AS all_of_them WHERE NOT held`,
    [wanted.map(({ privilege }) => privilege), wanted.map(({ table }) => table), [...SEQUENCES]],
  );
  const [first] = missing;
  if (!first) return;
  const role = await currentRole(session);
  const grant = `GRANT ${String(first.privilege)} ON ${String(first.name)} TO ${role};`;
  const others = missing.length === 1 ? '' : ` (and ${missing.length - 1} more: docs/database.md has them all)`;
  throw new HeirloomError(
    'database',
    `The role ${role} of DATABASE_URL lacks rights on Heirloom's tables: their owner has to run ${grant}${others}`,
    { context: { missing: missing.map(({ privilege, name }) => `${String(privilege)} ON ${String(name)}`) } },
  );
}

/** The role of a session, quoted where SQL needs it. */
export async function currentRole(session: Session): Promise<string> {
  const [row] = await session.query('SELECT quote_ident(current_user) AS role');
  return String(row?.role);
}

/**
 * Sees that a role can make tables, which a migration does.
 * @throws database with the GRANT that helps
 */
export async function requireSchemaRights(session: Session, isCreating: boolean): Promise<void> {
  const [row] = await session.query(
    `SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS name,
       has_schema_privilege(oid, 'USAGE') AS usage, has_schema_privilege(oid, 'CREATE') AS "create",
       has_database_privilege(current_database(), 'CREATE')
         OR EXISTS (SELECT FROM pg_catalog.pg_namespace q WHERE q.nspname = 'pgboss') AS queue
     FROM pg_catalog.pg_namespace WHERE nspname = 'public'`,
  );
  if (!row)
    throw new HeirloomError(
      'database',
      `The database of DATABASE_URL has no schema public: its owner has to run CREATE SCHEMA public AUTHORIZATION ${await currentRole(session)};`,
    );
  const lacking = row.usage !== true ? 'USAGE' : isCreating && row.create !== true ? 'CREATE' : null;
  if (lacking === null && isCreating && row.queue !== true)
    throw new HeirloomError(
      'database',
      `The role ${String(row.role)} may not make the schema of the job queue in database ${String(row.name)}: its owner has to run CREATE SCHEMA pgboss AUTHORIZATION ${String(row.role)};`,
    );
  if (lacking === null) return;
  const privileges = isCreating ? 'USAGE, CREATE' : 'USAGE';
  throw new HeirloomError(
    'database',
    `The role ${String(row.role)} may not ${lacking === 'CREATE' ? 'make tables in' : 'use'} schema public of database ${String(row.name)}: its owner has to run GRANT ${privileges} ON SCHEMA public TO ${String(row.role)};`,
  );
}
