/**
 * Hidden seeds that are the same in every run: with a secret of its own a site flags one honest entry in twenty for its second batch,
 * as it is meant to, and a test would have to expect both.
 */
import type { Database } from '#leaderboard/db/database.ts';
import { hiddenSecret } from '#leaderboard/verification/hidden-seeds.ts';

const SECRET = '5'.repeat(64);

/** Gives a site its secret, before it has one. @throws where it has another */
export async function knowSecret(database: Pick<Database, 'prisma'>): Promise<void> {
  await database.prisma.siteSecret.createMany({
    data: [{ name: 'hidden-seeds', value: SECRET }],
    skipDuplicates: true,
  });
  if ((await hiddenSecret(database)) !== SECRET) throw new Error('The site has a secret of its own.');
}
