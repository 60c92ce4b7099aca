/** Copies of entries that are stored already, row by row under other ids: a board of a thousand in seconds, not in an hour. */
import type { Database } from '#leaderboard/db/database.ts';

/** Tables with rows of a submission, in the order in which they refer to each other. */
const OF_SUBMISSIONS = [
  'submission_senders',
  'submission_parts',
  'bundles',
  'bundle_files',
  'benchmark_scores',
  'board_scores',
];
/** Those whose rows have a number of their own. */
const NUMBERED = ['runs', 'verifications'];
const OF_RUNS = ['run_ledgers', 'run_outcomes', 'run_summaries', 'run_axes', 'run_uses', 'trajectories'];

/** Copies every entry but the controls so many times, with its scores; what ran is told apart by a parameter that nothing else has. */
export async function copyEntries({ prisma }: Pick<Database, 'prisma'>, times: number): Promise<void> {
  const run = (sql: string) => prisma.$executeRawUnsafe(sql);
  const columnsOf = async (table: string): Promise<string[]> => {
    const rows = await prisma.$queryRaw<{ name: string }[]>`
      SELECT "column_name"::text AS "name" FROM information_schema.columns
      WHERE "table_name" = ${table} AND "table_schema" = current_schema() ORDER BY "ordinal_position"`;
    return rows.map(({ name }) => name);
  };
  await run(`CREATE TABLE "copies" AS
    SELECT "id" AS "old", substr(md5("id" || ' ' || i), 1, 16) AS "new", i
    FROM "submissions", generate_series(1, ${times}) i WHERE "spec" NOT IN ('replace', 'oracle')`);
  const copy = async (table: string, key: string, changed: Readonly<Record<string, string>>, left: string[] = []) => {
    const columns = (await columnsOf(table)).filter((column) => !left.includes(column));
    const values = columns.map((column) => changed[column] ?? `s."${column}"`);
    await run(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
      SELECT ${values.join(', ')} FROM "${table}" s JOIN "copies" c ON s."${key}" = c."old"`);
  };
  await copy('submissions', 'id', {
    id: 'c."new"',
    bundle_digest: `md5(c."new") || md5(c."old")`,
    spec: `s."spec" || CASE WHEN s."spec" LIKE '%:%' THEN ',copy=' ELSE ':copy=' END || c.i`,
  });
  const own = { submission_id: 'c."new"' };
  for (const table of OF_SUBMISSIONS) await copy(table, 'submission_id', own);
  for (const table of NUMBERED) await copy(table, 'submission_id', own, ['id']);
  for (const table of OF_RUNS) {
    const columns = await columnsOf(table);
    const values = columns.map((column) => (column === 'run_id' ? 'r."id"' : `s."${column}"`));
    await run(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
      SELECT ${values.join(', ')} FROM "copies" c
      JOIN "runs" r ON r."submission_id" = c."new"
      JOIN "runs" o ON o."submission_id" = c."old" AND o."benchmark_id" = r."benchmark_id"
      JOIN "${table}" s ON s."run_id" = o."id"`);
  }
  await run('DROP TABLE "copies"');
  await run('ANALYZE');
}
