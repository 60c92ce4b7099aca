/** What a maintainer has to say against an entry: shown wherever the entry is, and taking nothing off the boards. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Database } from '../db/database.ts';
import { recordEvent } from '../events/record-event.ts';
import { noEntry } from './tombstones.ts';

export interface ObjectionInput {
  readonly id: string;
  /** The objection, or why it is lifted: one sentence. */
  readonly reason: string;
  readonly lift: boolean;
  /** Of who does it; null for the site itself. */
  readonly tokenId: number | null;
}

/**
 * Objects to an entry, in place of an earlier objection, or lifts the one there is. The log keeps all of them.
 * @throws not-found; conflict where there is nothing to lift
 */
export async function objectTo({ prisma }: Database, { id, reason, lift, tokenId }: ObjectionInput): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const standing = lift ? { objection: { not: null } } : {};
    const { count } = await tx.submission.updateMany({
      where: { id, ...standing },
      data: { objection: lift ? null : reason },
    });
    if (count === 0) {
      if ((await tx.submission.count({ where: { id } })) === 0) throw noEntry(id);
      throw new HeirloomError('conflict', `Nobody objects to submission ${id}: there is nothing to lift.`);
    }
    await recordEvent(tx, { submission: id, kind: lift ? 'objection-lifted' : 'objected', actor: tokenId, reason });
  });
}
