/** The entries that ran one benchmark. */
import type { Queryable } from './db/data-version.ts';
import { assignRoles, type Entry } from './entries.ts';

/** In their order, with roles among themselves: another control may be the board's than the one that ran this benchmark. */
export async function thoseThatRan(client: Queryable, benchmark: string, entries: readonly Entry[]): Promise<Entry[]> {
  const runs = await client.run.findMany({
    where: { benchmarkId: benchmark, submissionId: { in: entries.map(({ id }) => id) } },
    select: { submissionId: true },
  });
  const ids = new Set(runs.map(({ submissionId }) => submissionId));
  return assignRoles(entries.filter(({ id }) => ids.has(id)));
}
