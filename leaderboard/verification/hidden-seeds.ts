/**
 * Seeds that nobody but the site knows: of a secret that never leaves its database. They are the benchmark's, not the entry's,
 * so that controls are run on them once and entries are compared on equal ground; so they are never published, and scores on
 * them are by position alone.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from '../db/database.ts';
import type { SeedBatch } from '../generated/enums.ts';

const NAME = 'hidden-seeds';
/** Below are seeds that tiers register; above, an int of PostgreSQL's. */
const FIRST = 2 ** 20;
const LAST = 2 ** 31 - 1;

/** The site's secret, made at the first call. Of two processes that make one at once the first has it. */
export async function hiddenSecret({ prisma }: Pick<Database, 'prisma'>): Promise<string> {
  await prisma.siteSecret.createMany({
    data: [{ name: NAME, value: randomBytes(32).toString('hex') }],
    skipDuplicates: true,
  });
  const { value } = await prisma.siteSecret.findUniqueOrThrow({ where: { name: NAME }, select: { value: true } });
  return value;
}

/** The seed at a position of a batch: registered ones are 1, 2, 3, …; the others follow from the secret. */
export function seedAt(
  secret: string,
  { id, version }: { readonly id: string; readonly version: number },
  batch: SeedBatch,
  position: number,
): number {
  if (batch === 'registered') return position + 1;
  const bits = createHmac('sha256', Buffer.from(secret, 'hex'))
    .update(`${id}@${version}/${batch}/${position}`)
    .digest();
  return FIRST + (bits.readUIntBE(0, 6) % (LAST - FIRST + 1));
}
