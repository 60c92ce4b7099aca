/** Entries that a page offers for a comparison: the site's own, and the best of each family and tier. */

import { compareEntries } from '#benchmarks/board/unranked.ts';
import { TIERS } from '#benchmarks/protocol/ids.ts';

import { thoseThatRan } from '../benchmarks/ran-benchmark.ts';
import { type Entry, isReference, listEntries } from '../boards/entries.ts';
import { vouchedFirst } from '../boards/vouched.ts';
import { suiteOfPage } from '../catalog/suites.ts';
import type { Database } from '../db/database.ts';
import type { ChoosableEntry } from '../views/index.ts';

/**
 * By tier (the largest first), complete entries before partial ones, then by score; of a benchmark, only those that ran it.
 * A reported entry speaks for a family that has no other. Any entry can still be named by its id.
 */
export async function listChoosable({ prisma }: Database, benchmark?: string): Promise<ChoosableEntry[]> {
  const choosable: ChoosableEntry[] = [];
  for (const tier of [...TIERS].reverse()) {
    const seen = new Set<string>();
    const entries = await listEntries(prisma, { suite: suiteOfPage(benchmark), group: 'all', tier });
    const ran = benchmark === undefined ? entries : await thoseThatRan(prisma, benchmark, entries);
    const best = vouchedFirst([...ran].sort(compareEntries))
      .filter((entry) => {
        const family = familyOf(entry);
        if (seen.has(family)) return false;
        seen.add(family);
        return true;
      })
      .sort(compareEntries);
    const ids = best.map(({ id }) => id);
    const titles = await prisma.submission.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } });
    const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
    choosable.push(
      ...best.map(({ id, spec, role, label, division }) => ({
        id,
        spec,
        role,
        label,
        division,
        tier,
        title: titleOf.get(id) ?? '',
      })),
    );
  }
  return choosable;
}

/** One scored against controls of its own takes no other's place. */
const familyOf = (entry: Entry): string =>
  JSON.stringify([isReference(entry) ? entry.spec : entry.family, entry.overall.source === 'own']);
