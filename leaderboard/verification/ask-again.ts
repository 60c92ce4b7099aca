/** A maintainer has a submission verified that this site gave up on: what was in the way may be gone. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import type { Database } from '../db/database.ts';
import { recordEvent } from '../events/record-event.ts';
import { Prisma } from '../generated/client.ts';
import { bundleStore } from '../intake/bundle-store.ts';
import { keepModule } from '../intake/store-module.ts';
import { noEntry } from '../intake/tombstones.ts';
import { sendTask } from './send.ts';

export interface AskAgainInput {
  readonly id: string;
  /** Why: one sentence. */
  readonly reason: string;
  /** Of who asks; null for the site itself. */
  readonly tokenId: number | null;
}

const GIVEN_UP = ['parked', 'impossible'] as const;

/**
 * Puts a submission back in line that is parked, or that the site couldn't run. Its seeds that are done stay done.
 * @throws not-found; conflict where it is in line, has been verified, or is not to be
 */
export async function askAgain(database: Database, { id, reason, tokenId }: AskAgainInput): Promise<void> {
  await database.prisma.$transaction(async (tx) => {
    const { count } = await tx.verificationTask.updateMany({
      where: { submissionId: id, state: { in: [...GIVEN_UP] } },
      data: { state: 'queued', endedAt: null, reason: Prisma.DbNull, queuedAt: new Date() },
    });
    if (count === 0) {
      if ((await tx.submission.count({ where: { id } })) === 0) throw noEntry(id);
      const task = await tx.verificationTask.findUnique({ where: { submissionId: id }, select: { state: true } });
      throw new HeirloomError(
        'conflict',
        `The verification of submission ${id} is ${task?.state ?? 'none of this site’s: its owner sent it'}; expected one that is ${GIVEN_UP.join(' or ')}.`,
      );
    }
    // One that came before modules were in the database.
    await keepModule(tx, bundleStore(database), id);
    await recordEvent(tx, { submission: id, kind: 'verification-asked', actor: tokenId, reason });
  });
  await sendTask(database, id);
}
