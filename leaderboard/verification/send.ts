/** Puts what is noted into the queue. What ends in between leaves it to whoever takes jobs (tasks.ts). */
import type { Database } from '../db/database.ts';
import { log } from '../host/log.ts';
import { VerificationQueue } from './queue.ts';

/** After the transaction that noted it: a submission is stored whatever becomes of its job. */
export async function sendTask(database: Database, submissionId: string): Promise<void> {
  try {
    const { priority } = await database.prisma.verificationTask.findUniqueOrThrow({
      where: { submissionId },
      select: { priority: true },
    });
    await VerificationQueue.sender(database).send(submissionId, priority);
  } catch (error) {
    log(`submission ${submissionId} is not in the verification queue yet: a worker will put it there`, error);
  }
}
