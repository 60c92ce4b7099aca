/** Databases with many entries, without the work of making them: rows of one entry, copied under other ids. */
import type { Database } from '#leaderboard/db/database.ts';

/** Tables that have rows for each entry. */
export const GROWING = [
  'submissions',
  'submission_senders',
  'submission_parts',
  'bundles',
  'bundle_files',
  'runs',
  'run_ledgers',
  'run_outcomes',
  'run_summaries',
  'run_axes',
  'run_uses',
  'trajectories',
  'benchmark_scores',
  'board_scores',
  'verifications',
  'events',
] as const;

/**
 * Copies an entry `count` times. With `controls` each tenth copy is a `replace`, and each tenth an `oracle`; ten copies are
 * of one token. `from` keeps the ids of a second call apart.
 */
export async function copyEntry(
  { prisma }: Pick<Database, 'prisma'>,
  id: string,
  count: number,
  { from = 0, controls = true } = {},
): Promise<void> {
  const run = (sql: string) => prisma.$executeRawUnsafe(sql);
  const tokens = Math.ceil(count / 10);
  const label = `copies from ${from}`;
  await run(
    `INSERT INTO tokens (hash, scope, label) SELECT md5('${label}' || i) || md5(i::text), 'submit', '${label}' FROM generate_series(1, ${tokens}) i`,
  );
  const newId = `'f' || lpad(to_hex(i), 15, '0')`;
  const token = `(SELECT min(id) FROM tokens WHERE label = '${label}') + i % ${tokens}`;
  const copy = async (table: string, changed: Readonly<Record<string, string>>, left: readonly string[] = []) => {
    const columns = await columnsOf(prisma, table);
    const kept = columns.filter((column) => !left.includes(column));
    const key = table === 'submissions' ? 'id' : table === 'events' ? 'subject' : 'submission_id';
    await run(
      `INSERT INTO ${table} (${kept.map((column) => `"${column}"`).join(', ')})
       SELECT ${kept.map((column) => changed[column] ?? `s."${column}"`).join(', ')}
       FROM ${table} s, generate_series(${from + 1}, ${from + count}) i WHERE s."${key}" = '${id}'`,
    );
  };
  await copy('submissions', {
    id: newId,
    bundle_digest: `'f' || lpad(to_hex(i), 63, '0')`,
    token_id: token,
    ...(controls ? { spec: `CASE i % 10 WHEN 0 THEN 'replace' WHEN 1 THEN 'oracle' ELSE s."spec" END` } : {}),
  });
  await copy('submission_senders', { submission_id: newId, token_id: token });
  for (const table of ['submission_parts', 'bundles', 'bundle_files', 'benchmark_scores', 'board_scores'])
    await copy(table, { submission_id: newId });
  for (const table of ['runs', 'verifications']) await copy(table, { submission_id: newId }, ['id']);
  await copy('events', { subject: newId, token_id: token }, ['id']);
  const pairs = `runs r JOIN runs o ON o.submission_id = '${id}' AND o.benchmark_id = r.benchmark_id AND r.submission_id LIKE 'f%'`;
  for (const table of ['run_ledgers', 'run_outcomes', 'run_summaries', 'run_axes', 'run_uses', 'trajectories']) {
    const columns = (await columnsOf(prisma, table)).map((column) => `"${column}"`);
    const values = columns.map((column) => (column === '"run_id"' ? 'r.id' : `t.${column}`));
    await run(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${pairs} JOIN ${table} t ON t.run_id = o.id ON CONFLICT DO NOTHING`,
    );
  }
  await run('ANALYZE');
}

async function columnsOf(prisma: Database['prisma'], table: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    SELECT "column_name"::text AS "name" FROM information_schema.columns WHERE "table_name" = ${table} ORDER BY "ordinal_position"`;
  return rows.map(({ name }) => name);
}
