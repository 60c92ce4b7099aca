/** How often a sender has tried: what a reader has to know of a result that is the best of many. */
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Queryable } from '../db/data-version.ts';
import type { AttemptsView } from '../views/index.ts';

interface Asked {
  readonly id: string;
  readonly family: string;
  readonly tier: Tier;
  readonly tokenId: number | null;
}

/**
 * Entries of the same sender, strategy (whatever its parameters) and tier on this site, those off the boards too: as authors
 * are told apart (access/author-key.ts).
 */
export async function countAttempts(client: Queryable, { id, family, tier, tokenId }: Asked): Promise<AttemptsView> {
  const token =
    tokenId === null ? null : await client.token.findUniqueOrThrow({ where: { id: tokenId }, select: { scope: true } });
  const sender = token?.scope === 'admin' ? { token: { scope: 'admin' as const } } : { tokenId };
  const made = await client.submission.findMany({
    where: { family, tier, ...sender },
    select: { id: true, tombstone: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return {
    place: made.findIndex((entry) => entry.id === id) + 1,
    made: made.length,
    gone: made.filter(({ tombstone }) => tombstone !== null).length,
  };
}
