/** Entries that a page offers for a comparison: the site's own, and the best of each family and tier. */
import { SUITE, TIERS } from '../benchmarks/protocol/ids.ts';
import type { Database } from './db/database.ts';
import { compareEntries, type Entry, listEntries } from './entries.ts';
import type { ChoosableEntry } from './views.ts';

/** By tier (the largest first), then by score. Any other entry can still be compared by its id. */
export async function listChoosable({ prisma }: Database): Promise<ChoosableEntry[]> {
  const choosable: ChoosableEntry[] = [];
  for (const tier of [...TIERS].reverse()) {
    const seen = new Set<string>();
    const best = (await listEntries(prisma, { suite: SUITE, group: 'all', tier }))
      .sort(compareEntries)
      .filter((entry) => {
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

const familyOf = ({ role, spec, family }: Entry): string => (role === 'entry' ? family : spec);
