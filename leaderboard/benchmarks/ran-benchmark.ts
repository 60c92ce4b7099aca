/** The entries that ran one benchmark. */

import { assignRoles } from '#benchmarks/board/roles.ts';
import type { Entry } from '../boards/entries.ts';
import type { Queryable } from '../db/data-version.ts';

/** In their order, with roles among themselves: another control may be the board's than the one that ran, and completed, this benchmark. */
export async function thoseThatRan(client: Queryable, benchmark: string, entries: readonly Entry[]): Promise<Entry[]> {
  const runs = await client.run.findMany({
    where: { benchmarkId: benchmark, submissionId: { in: entries.map(({ id }) => id) } },
    select: { submissionId: true, divergedCount: true, failedCount: true },
  });
  const stopped = new Map(runs.map((run) => [run.submissionId, run.divergedCount + run.failedCount]));
  return assignRoles(
    entries.filter(({ id }) => stopped.has(id)),
    ({ id }) => stopped.get(id) === 0,
  );
}
