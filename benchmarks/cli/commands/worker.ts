import { HeirloomError } from '../../protocol/errors.ts';

/** By path: the site's own code, which the command line has nothing of until here. */
const ENTRY = new URL('../../../leaderboard/verification/worker.mjs', import.meta.url);
const MAX_SLOTS = 256;

interface WorkerOptions {
  readonly slots: string;
  readonly untilEmpty?: boolean;
}

/** Takes submissions of a site from its queue and runs them again. */
export async function worker({ slots, untilEmpty = false }: WorkerOptions): Promise<void> {
  const count = Number(slots);
  if (!/^\d+$/.test(slots) || count < 1 || count > MAX_SLOTS) {
    throw new HeirloomError(
      'bad-parameter',
      `Received --slots ${slots}; expected a whole number from 1 to ${MAX_SLOTS}.`,
    );
  }
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  try {
    const { workOnServer } = await import(ENTRY.href);
    await workOnServer({ slots: count, untilEmpty, signal: ending.signal });
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}
