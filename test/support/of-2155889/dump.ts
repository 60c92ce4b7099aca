/** The rows of an embedded database, as statements that put them into one with the same tables, embedded or a server's. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Each after those that it refers to. */
const TABLES = [
  ...['suites', 'benchmarks', 'suite_benchmarks', 'strategies', 'tokens', 'submissions', 'submission_parts', 'bundles'],
  ...['runs', 'run_ledgers', 'trajectories', 'scores', 'verifications', 'snapshots', 'snapshot_dois', 'events'],
];
const NUMBERED = ['tokens', 'runs', 'verifications', 'events'];

/** @param root the checkout whose engine reads it @param folder the engine's */
export async function dumpRows(root: string, folder: string): Promise<string> {
  const engine = path.join(root, 'node_modules', '@electric-sql', 'pglite', 'dist', 'index.js');
  const { PGlite } = await import(pathToFileURL(engine).href);
  const database = await PGlite.create({ dataDir: folder });
  const query = async (sql: string): Promise<Record<string, string>[]> => (await database.query(sql)).rows;
  const listed = await query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  const known = new Set([...TABLES, 'data_version', '_prisma_migrations']);
  const unknown = listed.map(({ tablename }) => String(tablename)).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`Say where ${unknown.join(', ')} belong among the tables.`);
  const statements = ['DELETE FROM "_prisma_migrations";', await insertion('_prisma_migrations')];
  for (const table of TABLES) statements.push(await insertion(table));
  for (const table of NUMBERED)
    statements.push(`SELECT setval('${table}_id_seq', (SELECT max("id") FROM "${table}"));`);
  const [version] = await query('SELECT "value"::text FROM "data_version"');
  statements.push(`UPDATE "data_version" SET "value" = ${version?.value};`);
  await database.close();
  return `${statements.join('\n')}\n`;

  async function insertion(table: string): Promise<string> {
    const columns = (
      await query(
        `SELECT column_name FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position`,
      )
    ).map(({ column_name }) => `"${column_name}"`);
    const values = columns.map((column) => `quote_nullable(${column}::text)`).join(` || ', ' || `);
    const rows = await query(`SELECT ${values} AS row FROM "${table}" ORDER BY 1`);
    if (rows.length === 0) throw new Error(`The table ${table} is empty: nothing of it would be carried over.`);
    return `INSERT INTO "${table}" (${columns.join(', ')}) VALUES\n${rows.map(({ row }) => `(${row})`).join(',\n')};`;
  }
}
