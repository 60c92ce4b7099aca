/** `heirloom worker`: verifies submissions of the site whose server DATABASE_URL names, until it is asked to end. */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { say } from '#benchmarks/protocol/print.ts';
import { openDatabase } from '../db/database.ts';
import { seedLimits } from './seed-process.ts';
import { runWorker } from './worker.ts';

export interface WorkerCommand {
  readonly slots: number;
  readonly untilEmpty: boolean;
  readonly signal: AbortSignal;
}

/** @throws usage without DATABASE_URL; bad-parameter; database */
export async function workOnServer({ slots, untilEmpty, signal }: WorkerCommand): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    throw new HeirloomError(
      'usage',
      'DATABASE_URL is not set; a worker takes jobs from a site’s PostgreSQL server, so set it to the URL that the site has. A site with an embedded database verifies by itself.',
    );
  }
  seedLimits();
  const database = await openDatabase({ url });
  try {
    say(
      `Waiting for submissions to verify, ${slots === 1 ? 'one' : slots} at a time. Ctrl-C or SIGTERM ends it after the seed under way.`,
    );
    await runWorker(database, { signal, slots, untilEmpty, say });
  } finally {
    await database.close();
  }
}
