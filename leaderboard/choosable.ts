/** Entries that a page offers for a comparison: the site's own, and the best of each family and tier. */
import { SUITE, TIERS } from '../benchmarks/protocol/ids.ts';
import type { Queryable } from './db/data-version.ts';
import type { Database } from './db/database.ts';
import { assignRoles, compareEntries, type Entry, listEntries } from './entries.ts';
import type { ChoosableEntry } from './views.ts';

/** By tier (the largest first), then by score; of a benchmark, only those that ran it. Any other entry can still be named by its id. */
export async function listChoosable({ prisma }: Database, benchmark?: string): Promise<ChoosableEntry[]> {
  const choosable: ChoosableEntry[] = [];
  for (const tier of [...TIERS].reverse()) {
    const seen = new Set<string>();
    const entries = await listEntries(prisma, { suite: SUITE, group: 'all', tier });
    const ran = benchmark === undefined ? entries : await thoseThatRan(prisma, benchmark, entries);
    const best = ran.sort(compareEntries).filter((entry) => {
      const family = familyOf(entry);
      if (seen.has(family)) return false;
      seen.add(family);
      return true;
    });
    const ids = best.map(({ id }) => id);
    const titles = await prisma.submission.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } });
    const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
    choosable.push(
      ...best.map(({ id, spec, role, division }) => ({ id, spec, role, division, tier, title: titleOf.get(id) ?? '' })),
    );
  }
  return choosable;
}

async function thoseThatRan(client: Queryable, benchmark: string, entries: readonly Entry[]): Promise<Entry[]> {
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

/** One scored against controls of its own takes no other's place. */
const familyOf = ({ role, spec, family, overall }: Entry): string =>
  JSON.stringify([role === 'entry' ? family : spec, overall.facets.source === 'own']);
