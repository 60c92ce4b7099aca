import { interruptible } from '../interruptible.ts';
import { wholeNumber } from '../whole-number.ts';

/** By path: the site's own code, which the command line has nothing of until here. */
const ENTRY = new URL('../../../leaderboard/verification/worker.mjs', import.meta.url);
const MAX_SLOTS = 256;

interface WorkerOptions {
  readonly slots: string;
  readonly untilEmpty?: boolean;
}

/** Takes submissions of a site from its queue and runs them again. */
export async function worker({ slots, untilEmpty = false }: WorkerOptions): Promise<void> {
  const count = wholeNumber('slots', slots, MAX_SLOTS);
  await interruptible(async (signal) => {
    const { workOnServer } = await import(ENTRY.href);
    await workOnServer({ slots: count, untilEmpty, signal });
  });
}
